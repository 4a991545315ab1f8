using Heed.Tensors.Memory;

namespace Heed.Models.Transformer;

/// <summary>Keys and values of one decoder layer: of what has been decoded, and of the sources. Rows are (2K): keys, then values.</summary>
internal sealed class LayerCache(RowCache self, RowCache cross) : IDisposable
{
    public RowCache Self { get; } = self;

    public RowCache Cross { get; } = cross;

    public void Dispose()
    {
        Self.Dispose();
        Cross.Dispose();
    }
}
