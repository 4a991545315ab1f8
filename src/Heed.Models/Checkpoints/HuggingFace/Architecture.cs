using System.Text.Json.Nodes;
using Heed.Text;

namespace Heed.Models.Checkpoints.HuggingFace;

/// <summary>One architecture of Hugging Face's: how its configuration and its names are Heed's.</summary>
public abstract class Architecture
{
    /// <summary>All that are read and written.</summary>
    public static IReadOnlyList<Architecture> All { get; } = [new BertArchitecture(), new GptArchitecture(), new LlamaArchitecture(), new T5Architecture(), new MarianArchitecture()];

    /// <summary>The <c>model_type</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The options of the model that a configuration describes.</summary>
    /// <exception cref="UserException">It describes something that Heed has no part for.</exception>
    public abstract IModelOptions<Model> Read(Configuration configuration);

    /// <summary>The configuration for options, or null where they are not of this architecture.</summary>
    public abstract JsonObject? Write(IModelOptions<Model> options);

    /// <summary>The names of the tensors of a model with these options.</summary>
    public abstract NameTable Names(IModelOptions<Model> options);

    /// <summary>The architecture that a configuration names.</summary>
    /// <exception cref="UserException">It names none that Heed reads.</exception>
    public static Architecture Of(Configuration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        string type = configuration.Text(Configuration.ModelType);
        return All.FirstOrDefault(architecture => architecture.Name == type)
            ?? throw new UserException($"{configuration.Path}: {Configuration.ModelType} is {type}; Heed reads {string.Join(", ", All.Select(architecture => architecture.Name))}.");
    }

    /// <summary>A layer's weight and bias, whatever it is.</summary>
    private protected static IEnumerable<TensorName> Pair(string theirs, string ours) => [new($"{theirs}.weight", $"{ours}.weight"), new($"{theirs}.bias", $"{ours}.bias")];
}
