using Heed.Models.Checkpoints;
using Heed.Text;

namespace Heed.Models.Transformer;

/// <summary>A <see cref="TransformerModel"/> in a model folder: <c>config.json</c> and <c>model.safetensors</c>.</summary>
public static class TransformerFolder
{
    /// <summary>Loads the model of <paramref name="folder"/>.</summary>
    /// <exception cref="UserException">A part is missing, damaged, or of another shape.</exception>
    public static TransformerModel Load(string folder, bool forTraining = false)
    {
        TransformerOptions options = StrictJson.Read<TransformerOptions>(ModelFolder.Require(folder, ModelFolder.Configuration));
        string weights = ModelFolder.Require(folder, ModelFolder.Weights);
        var model = new TransformerModel(options, forTraining);
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

    /// <summary>Writes both files, each whole or not at all.</summary>
    /// <exception cref="UserException">They cannot be written.</exception>
    public static void Save(string folder, TransformerModel model)
    {
        Directory.CreateDirectory(folder);
        StrictJson.Write(Path.Combine(folder, ModelFolder.Configuration), model.Options);
        ParameterFile.Save(Path.Combine(folder, ModelFolder.Weights), model.Parameters);
    }
}
