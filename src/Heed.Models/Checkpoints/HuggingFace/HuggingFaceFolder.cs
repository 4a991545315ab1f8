using System.Text.Json;
using Heed.Text;

namespace Heed.Models.Checkpoints.HuggingFace;

/// <summary>A folder in Hugging Face's layout: its <c>config.json</c> has a <c>model_type</c>, and its tensors have that architecture's names.</summary>
public static class HuggingFaceFolder
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Whether the folder's configuration is Hugging Face's and not Heed's own.</summary>
    public static bool Is(string folder) => Configuration.Read(ModelFolder.Require(folder, ModelFolder.Configuration)).Has(Configuration.ModelType);

    /// <summary>Loads a model with its options. What it is, its options say.</summary>
    /// <exception cref="UserException">The architecture is none that Heed reads, or the tensors are not those of the configuration: one message names all that are missing, too many, or of another shape.</exception>
    public static (IModelOptions<Model> Options, Model Model) Load(string folder, bool forTraining = false)
    {
        var configuration = Configuration.Read(ModelFolder.Require(folder, ModelFolder.Configuration));
        var architecture = Architecture.Of(configuration);
        IModelOptions<Model> options = architecture.Read(configuration);
        using var files = new TensorFiles(folder);
        Model model = options.Build(forTraining);
        try
        {
            TensorExchange.Load(files, folder, architecture.Names(options), model.Parameters);
            return (options, model);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Writes a model under the architecture that it is one of.</summary>
    /// <exception cref="UserException">It is none of them, or the files cannot be written.</exception>
    public static void Save(string folder, IModelOptions<Model> options, Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (Architecture architecture in Architecture.All)
        {
            if (architecture.Write(options) is { } json)
            {
                Directory.CreateDirectory(folder);
                AtomicFile.Write(Path.Combine(folder, ModelFolder.Configuration), stream => JsonSerializer.Serialize(stream, json, Indented));
                TensorExchange.Save(Path.Combine(folder, ModelFolder.Weights), architecture.Names(options), model.Parameters);
                return;
            }
        }

        throw new UserException(
            $"This model has parts that none of {string.Join(", ", Architecture.All.Select(architecture => architecture.Name))} has, so Hugging Face's layout has no names for them.");
    }
}
