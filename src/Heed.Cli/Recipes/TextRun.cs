using Heed.Models;
using Heed.Models.Checkpoints;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Cli.Recipes;

/// <summary>A run whose model reads text: a tokenizer comes first, and the model is made for its vocabulary.</summary>
/// <typeparam name="TOptions">The family's options, under which <c>config.json</c> has the key <c>kind</c>.</typeparam>
internal abstract class TextRun<TOptions>(Recipe recipe) : RecipeRun(recipe)
    where TOptions : class, IModelOptions<Model>
{
    private (Tokenizer Tokenizer, TOptions Options)? parts;

    protected sealed override void WriteModel(string output)
    {
        (Tokenizer tokenizer, TOptions options) = parts!.Value;
        tokenizer.Save(Path.Combine(output, ModelFolder.Tokenizer));
        StrictJson.Write(Path.Combine(output, ModelFolder.Configuration), options);
    }

    /// <summary>Says what the run's model folder is to hold besides weights; returns the options.</summary>
    protected TOptions Keep(Tokenizer tokenizer, TOptions options)
    {
        parts = (tokenizer, options);
        return options;
    }

    /// <summary>
    /// The run's tokenizer: the one in the folder when a run goes on, that of a <paramref name="pretrained"/> folder where the run begins with one, otherwise learnt
    /// from <paramref name="texts"/>.
    /// </summary>
    protected Tokenizer PrepareTokenizer(string output, bool resume, TokenizerTraining training, IEnumerable<string> texts, string? pretrained = null)
    {
        string path = Path.Combine(output, ModelFolder.Tokenizer);
        if (resume && File.Exists(path))
        {
            return Tokenizer.Load(path);
        }

        if (pretrained is not null && !resume)
        {
            return Tokenizer.Load(ModelFolder.Require(pretrained, ModelFolder.Tokenizer));
        }

        Note("Learning a vocabulary from the training text.");
        Tokenizer tokenizer = training.Train(texts);
        Note($"Vocabulary: {tokenizer.VocabularySize} pieces.");
        return tokenizer;
    }

    /// <summary>Begins a model with the weights of a pre-trained folder, and says what is new; not when a run goes on, which has its own.</summary>
    /// <exception cref="Text.UserException">The weights do not fit.</exception>
    protected void BeginWith(string? pretrained, bool resume, Model model)
    {
        if (pretrained is null || resume)
        {
            return;
        }

        PretrainedReport report = PretrainedWeights.Load(pretrained, model.Parameters);
        Note($"{report.Loaded.Count} tensors and the tokenizer come from {pretrained}. New: {List(report.New)}. Left there: {List(report.Unused)}.");

        static string List(IReadOnlyList<string> names) => names.Count == 0 ? "nothing" : string.Join(", ", names);
    }
}
