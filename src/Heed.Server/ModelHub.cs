using Heed.Models;
using Heed.Models.Checkpoints;
using Heed.Models.LanguageModels;
using Heed.Models.SequenceToSequence;
using Heed.Server.Engines;
using Heed.Tensors.Memory;
using Heed.Text;

namespace Heed.Server;

/// <summary>
/// The models that are served. They are read once: a folder that changes on disk changes nothing until the server starts again.
/// </summary>
public sealed class ModelHub : IAsyncDisposable
{
    private readonly List<TranslationEngine> translators = [];
    private readonly List<GenerationEngine> generators = [];
    private readonly List<WorkerPool> pools = [];

    private readonly IEngineObserver? observer;

    private ModelHub(IEngineObserver? observer) => this.observer = observer;

    /// <summary>In the order given.</summary>
    public IReadOnlyList<TranslationEngine> Translators => translators;

    /// <summary>In the order given.</summary>
    public IReadOnlyList<GenerationEngine> Generators => generators;

    /// <summary>Loads all models, whose engines tell <paramref name="observer"/>, if any, what they do.</summary>
    /// <exception cref="UserException">A folder is missing, damaged, of a kind that cannot be served, or does not say what it translates.</exception>
    public static ModelHub Load(ServerOptions options, IEngineObserver? observer = null)
    {
        var hub = new ModelHub(observer);
        try
        {
            foreach (ModelSource source in options.Models)
            {
                hub.Add(source, options);
            }

            return hub;
        }
        catch
        {
            hub.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    /// <summary>The translator of a pair; null where there is none.</summary>
    public TranslationEngine? Find(string source, string target) => translators.Find(engine => engine.Languages == new LanguagePair(source, target));

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable engine in (IEnumerable<IAsyncDisposable>)[.. translators, .. generators])
        {
            await engine.DisposeAsync().ConfigureAwait(false);
        }

        pools.ForEach(pool => pool.Dispose());
    }

    private void Add(ModelSource source, ServerOptions options)
    {
        if (ModelFolder.Holds<ISequenceToSequenceOptions>(source.Folder))
        {
            var translator = Translator.Load(source.Folder, Pool(options));
            LanguagePair languages = ModelLanguages.Of(source, translator.Model.Options);
            if (Find(languages.Source, languages.Target) is not null)
            {
                translator.Dispose();
                throw new UserException($"Two models translate {languages}; {source.Folder} is the second. Serve one of them, or name the other pair with --model PAIR=DIR.");
            }

            translators.Add(new TranslationEngine(translator, languages, options.Search, options.Engine, observer));
        }
        else if (ModelFolder.Holds<ILanguageModelOptions>(source.Folder))
        {
            string name = source.Name ?? new DirectoryInfo(source.Folder).Name;
            WorkerPool pool = Pool(options);
            generators.Add(new GenerationEngine(TextGenerator.Load(source.Folder, pool), name, options.Engine, observer, pool));
        }
        else
        {
            string kind = ModelKind.Of(ModelFolder.Require(source.Folder, ModelFolder.Configuration));
            throw new UserException($"{source.Folder} holds a model of kind '{kind}', but only translators and language models can be served.");
        }
    }

    private WorkerPool Pool(ServerOptions options)
    {
        var pool = new WorkerPool(options.Threads);
        pools.Add(pool);
        return pool;
    }
}
