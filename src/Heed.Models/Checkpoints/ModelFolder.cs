using System.Globalization;
using Heed.Tensors;
using Heed.Text;

namespace Heed.Models.Checkpoints;

/// <summary>
/// What a folder with a model holds, in Hugging Face's habit. A training run's folder is one too, and so is each of its checkpoints.
/// </summary>
public static class ModelFolder
{
    /// <summary>The model's options.</summary>
    public const string Configuration = "config.json";

    /// <summary>The parameters.</summary>
    public const string Weights = "model.safetensors";

    /// <summary>The tokenizer.</summary>
    public const string Tokenizer = "tokenizer.json";

    /// <summary>The tokenizer of what a translator reads, where that is not the one of what it writes.</summary>
    public const string SourceTokenizer = "source_tokenizer.json";

    /// <summary>The subfolder with what only training needs: moments, random state, data position.</summary>
    public const string Training = "training";

    /// <summary>The subfolder of a run with its checkpoints, each a model folder.</summary>
    public const string Checkpoints = "checkpoints";

    private const string StepPrefix = "step-";

    /// <summary>The path of a part that must be there: <see cref="Configuration"/>, <see cref="Weights"/> or <see cref="Tokenizer"/>.</summary>
    /// <exception cref="UserException">The folder or the part is missing.</exception>
    public static string Require(string folder, string part)
    {
        string path = Path.Combine(folder, part);
        if (File.Exists(path))
        {
            return path;
        }

        const string Parts = $"a model folder holds {Configuration}, {Weights} and {Tokenizer}";
        if (!Directory.Exists(folder))
        {
            throw new UserException($"There is no model folder {folder}; {Parts}.");
        }

        throw FindCheckpoints(folder) is [.., (_, string newest)]
            ? new UserException($"{folder} has no {part}: its training has not finished; use its newest checkpoint {newest}, or go on with --resume.")
            : new UserException($"{folder} has no {part}; {Parts}.");
    }

    /// <summary>Whether the folder's model is of the family <typeparamref name="TOptions"/>, as its configuration says.</summary>
    /// <exception cref="UserException">The configuration is missing or damaged.</exception>
    public static bool Holds<TOptions>(string folder) => ModelKind.All<TOptions>().Contains(ModelKind.Of(Require(folder, Configuration)));

    /// <summary>Loads the model of <paramref name="folder"/>, which must be of the family <typeparamref name="TOptions"/>.</summary>
    /// <exception cref="UserException">A part is missing, damaged, or of another shape.</exception>
    public static TModel Load<TOptions, TModel>(string folder, bool forTraining = false)
        where TOptions : class, IModelOptions<TModel>
        where TModel : Model
    {
        string configuration = Require(folder, Configuration);
        if (!Holds<TOptions>(folder))
        {
            throw new UserException(
                $"{configuration} describes a model of kind '{ModelKind.Of(configuration)}', but what is asked for takes one of {string.Join(", ", ModelKind.All<TOptions>())}.");
        }

        TOptions options = StrictJson.Read<TOptions>(configuration);
        string weights = Require(folder, Weights);
        TModel model = options.Build(forTraining);
        try
        {
            ParameterFile.Load(weights, model.Parameters);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Writes <see cref="Configuration"/> and <see cref="Weights"/>, each whole or not at all.</summary>
    /// <exception cref="UserException">They cannot be written.</exception>
    public static void Save<TOptions>(string folder, TOptions options, ParameterStore parameters)
        where TOptions : class
    {
        Directory.CreateDirectory(folder);
        StrictJson.Write(Path.Combine(folder, Configuration), options);
        ParameterFile.Save(Path.Combine(folder, Weights), parameters);
    }

    /// <summary>Where the checkpoint of a step lies.</summary>
    public static string CheckpointPath(string folder, long step) =>
        Path.Combine(folder, Checkpoints, string.Create(CultureInfo.InvariantCulture, $"{StepPrefix}{step}"));

    /// <summary>The checkpoints of a run, oldest first; one that is still being written is not among them.</summary>
    public static IReadOnlyList<(long Step, string Path)> FindCheckpoints(string folder)
    {
        string parent = Path.Combine(folder, Checkpoints);
        var found = new List<(long Step, string Path)>();
        if (Directory.Exists(parent))
        {
            foreach (string path in Directory.EnumerateDirectories(parent, StepPrefix + "*"))
            {
                if (long.TryParse(Path.GetFileName(path).AsSpan(StepPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long step))
                {
                    found.Add((step, path));
                }
            }
        }

        found.Sort((left, right) => left.Step.CompareTo(right.Step));
        return found;
    }
}
