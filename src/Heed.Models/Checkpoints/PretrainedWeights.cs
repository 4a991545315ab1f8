using Heed.Tensors;
using Heed.Text;

namespace Heed.Models.Checkpoints;

/// <summary>Begins a model with the weights of another that shares parts with it, by name.</summary>
public static class PretrainedWeights
{
    /// <summary>Fills every parameter that the folder's weights have; the others stay as they are.</summary>
    /// <exception cref="UserException">The weights are missing or damaged, share no tensor with the model, or have some of other shapes; all of those are named.</exception>
    public static PretrainedReport Load(string folder, ParameterStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        using var reader = new SafetensorsReader(ModelFolder.Require(folder, ModelFolder.Weights));
        Parameter[] shared = [.. store.Parameters.Where(parameter => reader.Find(parameter.Name) is not null)];
        string[] misshapen = [.. shared.Where(parameter => !reader.Find(parameter.Name)!.HasShape(parameter.Shape))
            .Select(parameter => $"{parameter.Name} is {reader.Find(parameter.Name)!.ShapeText} there and {parameter.Shape} here")];
        if (misshapen.Length > 0)
        {
            throw new UserException($"{reader.Path} does not fit the model: {string.Join("; ", misshapen)}. Give the model the sizes in {folder}/{ModelFolder.Configuration}.");
        }

        if (shared.Length == 0)
        {
            throw new UserException($"{reader.Path} shares no tensor with the model; is it another kind?");
        }

        foreach (Parameter parameter in shared)
        {
            reader.Read(reader.Find(parameter.Name)!, parameter.Values);
        }

        string[] names = [.. shared.Select(parameter => parameter.Name)];
        return new PretrainedReport(
            names,
            [.. store.Parameters.Select(parameter => parameter.Name).Except(names)],
            [.. reader.Entries.Select(entry => entry.Name).Except(names)]);
    }
}
