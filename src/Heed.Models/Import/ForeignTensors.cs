using Heed.Tensors;
using Heed.Text;

namespace Heed.Models.Import;

/// <summary>The tensors of a model that was made elsewhere, under the names that this project's model has for them.</summary>
/// <param name="path">Where they come from, for messages.</param>
internal sealed class ForeignTensors(string path)
{
    private readonly Dictionary<string, (Shape Shape, ReadOnlyMemory<float> Values)> tensors = [];

    /// <summary>Adds a tensor, row-major.</summary>
    public void Add(string name, Shape shape, ReadOnlyMemory<float> values) => tensors.Add(name, (shape, values));

    /// <summary>Adds equal parts of a tensor whose rows lie one under another: fused projections.</summary>
    public void AddParts(IReadOnlyList<string> names, Shape whole, ReadOnlyMemory<float> values)
    {
        int count = values.Length / names.Count;
        Shape part = whole.Rank == 1 ? new Shape(whole[0] / names.Count) : new Shape(whole[0] / names.Count, whole[1]);
        for (int index = 0; index < names.Count; index++)
        {
            Add(names[index], part, values.Slice(index * count, count));
        }
    }

    /// <summary>Fills every parameter. All that does not fit is named in one message, and then nothing is changed.</summary>
    /// <exception cref="UserException">A tensor is missing, has another shape, or has no place in the model.</exception>
    public void Fill(ParameterStore store)
    {
        Parameter[] parameters = [.. store.Parameters];
        string[] faults =
        [
            .. parameters.Where(parameter => !tensors.ContainsKey(parameter.Name)).Select(parameter => $"{parameter.Name} {parameter.Shape} is missing"),
            .. parameters.Where(parameter => tensors.TryGetValue(parameter.Name, out var found) && found.Shape != parameter.Shape)
                .Select(parameter => $"{parameter.Name} is {tensors[parameter.Name].Shape} instead of {parameter.Shape}"),
            .. tensors.Keys.Except(parameters.Select(parameter => parameter.Name)).Select(name => $"{name} has no place in the model"),
        ];
        if (faults.Length > 0)
        {
            throw new UserException($"{path} does not hold the model that its header describes: {string.Join("; ", faults)}.");
        }

        foreach (Parameter parameter in parameters)
        {
            tensors[parameter.Name].Values.Span.CopyTo(parameter.Values);
        }
    }
}
