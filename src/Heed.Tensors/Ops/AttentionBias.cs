using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>
/// What is added to the scaled scores by head and distance: a table (H, 2L − 1) whose element (h, L − 1 + j − i) is for query i and key j of a
/// sequence of at most L rows, both counted from the first key. The default adds nothing.
/// </summary>
public readonly record struct AttentionBias(Tensor Table)
{
    internal bool IsNone => Table.IsNone;

    /// <summary>L.</summary>
    internal int Longest => (Table.Columns + 1) / 2;

    /// <summary>The arguments with this bias; <paramref name="rows"/> says where each query stands, null for its place in its sequence.</summary>
    internal unsafe AttentionArguments AddTo(in AttentionArguments arguments, int* rows) => IsNone ? arguments : arguments with
    {
        Bias = Table.Data + (Longest - 1),
        BiasHeadStride = Table.Columns,
        BiasRowStride = -1,
        BiasRows = rows,
    };

    internal void Check(int heads, int longest)
    {
        if (!IsNone && (Table.Shape.Rank != 2 || Table.Rows != heads || Table.Columns % 2 == 0 || Longest < longest))
        {
            throw new ArgumentException(
                $"A bias of shape {Table.Shape} does not fit {heads} heads and sequences of {longest} rows: it must be ({heads}, 2L − 1) with L at least {longest}.");
        }
    }
}
