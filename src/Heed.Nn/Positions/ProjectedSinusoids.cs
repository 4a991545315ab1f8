using Heed.Tensors;

namespace Heed.Nn.Positions;

/// <summary>
/// W_R r_d for all distances d. Once the parameters are final, the products are kept and made again only when a longer sequence asks for more: a decoding step then
/// costs a copy. Safe to use from many threads.
/// </summary>
internal sealed class ProjectedSinusoids(ParameterStore store, string name, RelativeSinusoids sinusoids, int width, int columns)
{
    private readonly Lock gate = new();
    private readonly Linear projection = new(store, name, width, columns, new LinearOptions { HasBias = false });
    private float[] kept = [];
    private int reach;

    /// <summary>The rows of sequences of <paramref name="length"/>, (2L − 1, H·K).</summary>
    public Tensor Rows(Workspace workspace, int length) =>
        store.IsFrozen ? Kept(workspace, length) : projection.Forward(sinusoids.Rows(workspace, length));

    private Tensor Kept(Workspace workspace, int length)
    {
        lock (gate)
        {
            if (length > reach)
            {
                reach = Math.Max(length, sinusoids.Reach);
                kept = projection.Forward(sinusoids.Rows(workspace, reach)).Values.ToArray();
            }

            var shape = new Shape((2 * length) - 1, columns);
            return workspace.From(kept.AsSpan((reach - length) * columns, (int)shape.Count), shape);
        }
    }
}
