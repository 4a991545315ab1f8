using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Heed.Tensors.Tests.Support;

/// <summary>
/// Tensors that PyTorch computed, read from <c>PyTorch/NAME.safetensors</c>; <c>PyTorch/NAME.py</c> made the file and says how.
/// Format: the header's length (8 bytes), a JSON header {name: {dtype, shape, data_offsets}}, the data.
/// </summary>
internal sealed class TorchCase
{
    private readonly byte[] data;
    private readonly Dictionary<string, (string Type, int[] Shape, int Start, int End)> entries = [];

    private TorchCase(byte[] file)
    {
        int length = checked((int)BinaryPrimitives.ReadInt64LittleEndian(file));
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, length));
        foreach (JsonProperty property in header.RootElement.EnumerateObject())
        {
            if (property.Name != "__metadata__")
            {
                int[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
                int[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32())];
                entries[property.Name] = (property.Value.GetProperty("dtype").GetString()!, shape, offsets[0], offsets[1]);
            }
        }

        data = file[(8 + length)..];
    }

    /// <summary>The names of all tensors in the file.</summary>
    public IEnumerable<string> Names => entries.Keys;

    /// <summary>Reads <c>PyTorch/name.safetensors</c>.</summary>
    public static TorchCase Load(string name) =>
        new(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "PyTorch", name + ".safetensors")));

    public Shape Shape(string name) => Tensors.Shape.Of(entries[name].Shape is [] ? [1] : entries[name].Shape);

    public ReadOnlySpan<float> Floats(string name) => MemoryMarshal.Cast<byte, float>(Bytes(name, "F32"));

    public ReadOnlySpan<int> Integers(string name) => MemoryMarshal.Cast<byte, int>(Bytes(name, "I32"));

    /// <summary>The tensor as an input that wants a gradient.</summary>
    public Tensor Input(Workspace workspace, string name) => workspace.From(Floats(name), Shape(name), requiresGradient: true);

    /// <summary>The integers in the memory of this step.</summary>
    public Integers Integers(Workspace workspace, string name)
    {
        ReadOnlySpan<int> values = Integers(name);
        Integers integers = workspace.AllocateIntegers(values.Length);
        values.CopyTo(integers.Values);
        return integers;
    }

    /// <summary>Declares a parameter with this tensor's values, which it gets when the store is initialised.</summary>
    public Parameter Parameter(ParameterStore store, string name) =>
        store.Add(name, Shape(name), (values, _) => Floats(name).CopyTo(values));

    /// <summary>Compares with PyTorch's tensor of that name.</summary>
    public void Check(string name, ReadOnlySpan<float> actual, float relative = 1e-4f, float absolute = 1e-5f) =>
        Close.Check(Floats(name), actual, relative, absolute, name);

    private ReadOnlySpan<byte> Bytes(string name, string type)
    {
        (string stored, _, int start, int end) = entries.TryGetValue(name, out var entry)
            ? entry
            : throw new KeyNotFoundException($"The file has no tensor {name}; it has {string.Join(", ", entries.Keys)}.");
        Assert.Equal(type, stored);
        return data.AsSpan(start, end - start);
    }
}
