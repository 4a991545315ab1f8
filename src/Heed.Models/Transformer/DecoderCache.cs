using Heed.Tensors;
using Heed.Tensors.Memory;

namespace Heed.Models.Transformer;

/// <summary>
/// What decoding keeps between steps. Past: each slot holds <see cref="Capacity"/> rows, one a position, and a hypothesis lives in a
/// slot. Sources: the packed rows of the encoder's output, shared by all hypotheses of a sentence and never copied.
/// </summary>
public sealed class DecoderCache : IDisposable
{
    internal DecoderCache(int layers, int columns) =>
        Layers = [.. Enumerable.Range(0, layers).Select(_ => new LayerCache(new RowCache(columns), new RowCache(columns)))];

    /// <summary>Rows a slot has: the longest translation.</summary>
    public int Capacity { get; private set; }

    internal LayerCache[] Layers { get; }

    /// <summary>First row of each source, and the number of rows at the end.</summary>
    internal int[] SourceOffsets { get; private set; } = [0];

    /// <summary>Bytes held.</summary>
    public long Bytes => Layers.Sum(layer => layer.Self.Bytes + layer.Cross.Bytes);

    /// <summary>Makes room for <paramref name="slots"/> hypotheses of up to <paramref name="capacity"/> tokens; contents are undefined afterwards.</summary>
    public void Resize(int slots, int capacity)
    {
        Capacity = capacity;
        foreach (LayerCache layer in Layers)
        {
            layer.Self.Resize(slots * capacity);
        }
    }

    /// <summary>Copies the first <paramref name="length"/> rows of slot <paramref name="from"/> to slot <paramref name="to"/>.</summary>
    public void CopySlot(int from, int to, int length)
    {
        foreach (LayerCache layer in Layers)
        {
            layer.Self.CopyRows(from * Capacity, to * Capacity, length);
        }
    }

    public void Dispose()
    {
        foreach (LayerCache layer in Layers)
        {
            layer.Dispose();
        }
    }

    internal void SetSources(ReadOnlySpan<int> offsets) => SourceOffsets = offsets.ToArray();

    internal void StoreSource(int layer, Tensor keysAndValues)
    {
        Layers[layer].Cross.Resize(keysAndValues.Rows);
        Layers[layer].Cross.Write(keysAndValues);
    }
}
