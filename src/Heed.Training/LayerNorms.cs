using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Optimization;

namespace Heed.Training;

/// <summary>
/// The norms of a step's gradients layer by layer. A layer is what shares the path of a parameter up to its first number, <c>encoder.layers.0</c>, or else up to its last name,
/// <c>encoder.embed_tokens</c>. One pass over the gradients, a stretch of neighbouring parameters at a time; allocates nothing.
/// </summary>
internal sealed class LayerNorms
{
    private readonly (ParameterRange Range, int Layer)[] stretches;
    private readonly double[] values;

    /// <summary>The layers of <paramref name="store"/>; their norms are 0 until measured.</summary>
    public LayerNorms(ParameterStore store)
    {
        var names = new List<string>();
        var found = new List<(ParameterRange, int)>();
        foreach (Parameter parameter in store.Parameters)
        {
            string name = LayerOf(parameter.Name);
            int layer = names.IndexOf(name);
            layer = layer < 0 ? names.Count : layer;
            if (layer == names.Count)
            {
                names.Add(name);
            }

            long end = parameter.Offset + parameter.Shape.Count;
            bool isNext = found is [.., (_, int before)] && before == layer;
            long start = isNext ? found[^1].Item1.Start : parameter.Offset;
            if (isNext)
            {
                found.RemoveAt(found.Count - 1);
            }

            found.Add((new ParameterRange(start, end), layer));
        }

        Names = names;
        stretches = [.. found];
        values = new double[names.Count];
    }

    /// <summary>The layers, in the order in which the model declares them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The norm of each layer's gradients when they were measured last.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>Measures the gradients times <paramref name="scale"/>.</summary>
    public void Measure(WorkerPool workers, ParameterStore store, double scale)
    {
        Array.Clear(values);
        foreach ((ParameterRange range, int layer) in stretches)
        {
            values[layer] += ParameterUpdate.SquaredGradientNorm(workers, store, range);
        }

        for (int layer = 0; layer < values.Length; layer++)
        {
            values[layer] = Math.Sqrt(values[layer]) * scale;
        }
    }

    private static string LayerOf(string name)
    {
        string[] parts = name.Split('.');
        int number = Array.FindIndex(parts, part => part.All(char.IsAsciiDigit));
        return string.Join('.', parts[..(number >= 0 ? number + 1 : Math.Max(1, parts.Length - 1))]);
    }
}
