using Heed.Models.Checkpoints;
using Heed.Tensors;

namespace Heed.Models.Tests.Support;

/// <summary>A whole model's numbers as PyTorch computed them, <c>PyTorch/NAME.safetensors</c>: <c>value.</c> and <c>gradient.</c> of every parameter, ids, logits, loss.</summary>
internal sealed class TorchModel(string name) : IDisposable
{
    private readonly SafetensorsReader file = new(Path.Combine(AppContext.BaseDirectory, "PyTorch", $"{name}.safetensors"));

    /// <summary>Gives a model PyTorch's parameters.</summary>
    public void Fill(ParameterStore parameters)
    {
        foreach (Parameter parameter in parameters.Parameters)
        {
            file.Read(file.Find("value." + parameter.Name)!, parameter.Values);
        }
    }

    public float[] Floats(string tensor)
    {
        SafetensorsEntry entry = file.Find(tensor)!;
        var values = new float[entry.Count];
        file.Read(entry, values);
        return values;
    }

    public int[] Integers(string tensor) => [.. Floats(tensor).Select(value => (int)value)];

    /// <summary>The offsets of sequences whose lengths were stored.</summary>
    public int[] Offsets(string tensor)
    {
        var offsets = new List<int> { 0 };
        foreach (int length in Integers(tensor))
        {
            offsets.Add(offsets[^1] + length);
        }

        return [.. offsets];
    }

    /// <summary>Compares with the tensor of that name, relative to its largest element.</summary>
    public void Check(string tensor, ReadOnlySpan<float> actual)
    {
        float[] expected = Floats(tensor);
        Assert.Equal(expected.Length, actual.Length);
        float largest = Math.Max(1e-3f, expected.Max(Math.Abs));
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.True(Math.Abs(expected[index] - actual[index]) <= 2e-5f * largest, $"{tensor} {index}: PyTorch has {expected[index]}, Heed {actual[index]}");
        }
    }

    /// <summary>Compares the gradient of every parameter.</summary>
    public void CheckGradients(ParameterStore parameters)
    {
        foreach (Parameter parameter in parameters.Parameters)
        {
            Check("gradient." + parameter.Name, parameter.Gradients);
        }
    }

    public void Dispose() => file.Dispose();
}
