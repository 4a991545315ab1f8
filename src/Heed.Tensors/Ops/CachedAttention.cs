using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Ops;

/// <summary>
/// Attention of a decoding step: queries (N, H·K) over the rows of a cache (keys, then values: 2·Hkv·K columns) that each of them sees.
/// Nothing is recorded. A row's result has the bits that <see cref="AttentionOp"/> gives it in a whole sequence whose keys begin at the
/// same row.
/// </summary>
public static unsafe class CachedAttention
{
    /// <summary>Applies attention. Neighbouring query rows whose keys begin at the same row, like the hypotheses of one source or the new tokens of a text, share the work of reading them.</summary>
    /// <remarks>A <paramref name="bias"/> takes a query to stand at <see cref="VisibleRows.Own"/>.</remarks>
    /// <exception cref="ArgumentException">The shapes or the visible rows do not fit together.</exception>
    public static Tensor Apply(ColumnSlice query, RowCache cache, in VisibleRows visible, in AttentionOptions options, AttentionBias bias = default)
    {
        Workspace workspace = query.Tensor.Workspace;
        if (workspace.IsRecording)
        {
            throw new InvalidOperationException("Attention over a cache has no gradient: begin an inference step, or use AttentionOp.");
        }

        Check(query, cache, visible, options);
        (int rows, int width) = (query.Tensor.Rows, options.Heads * options.HeadWidth);
        Tensor output = workspace.Allocate(new Shape(rows, width)); // (N, H·K)
        int* queryOffsets = workspace.AllocateInts(rows + 1);
        int* keyOffsets = workspace.AllocateInts(rows + 1);
        int sequences = Group(visible, queryOffsets, keyOffsets);
        AttentionArguments arguments = AttentionInputs.Describe(query, cache, visible, options);
        arguments = AddBias(arguments, bias, options, workspace, visible) with
        {
            Output = output.Data,
            Sequences = sequences,
            QueryOffsets = queryOffsets,
            KeyOffsets = keyOffsets,
        };
        AttentionKernel.Forward(workspace.Workers, arguments);
        bias.AddValues(arguments, workspace);
        return output;
    }

    /// <summary>
    /// The attention weights of one query row, for looking at, (H, S) over the S cache rows that it sees; exact and slow.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes or the visible rows do not fit together.</exception>
    public static float[] Weights(ColumnSlice query, RowCache cache, in VisibleRows visible, in AttentionOptions options, int row)
    {
        Check(query, cache, visible, options);
        int first = visible.First.Values[row];
        int keys = Math.Max(0, visible.Last.Values[row] + 1 - first);
        var weights = new float[options.Heads * keys];
        AttentionArguments arguments = AttentionInputs.Describe(query, cache, visible, options);
        for (int head = 0; head < options.Heads; head++)
        {
            ReferenceAttention.Probabilities(arguments, row, first, row, head, weights.AsSpan(head * keys, keys));
        }

        return weights;
    }

    private static AttentionArguments AddBias(
        in AttentionArguments arguments, AttentionBias bias, in AttentionOptions options, Workspace workspace, in VisibleRows visible)
    {
        if (bias.IsNone)
        {
            return arguments;
        }

        int* places = workspace.AllocateInts(visible.Last.Count);
        int longest = 0;
        for (int row = 0; row < visible.Last.Count; row++)
        {
            int first = visible.First.Values[row];
            places[row] = Math.Max(0, visible.Own.Values[row] - first);
            longest = Math.Max(longest, Math.Max(places[row], visible.Last.Values[row] - first) + 1);
        }

        (bias with { Places = default }).Check(options, visible.Last.Count, longest);
        return bias.AddTo(arguments, workspace, places);
    }

    private static void Check(ColumnSlice query, RowCache cache, in VisibleRows visible, in AttentionOptions options)
    {
        AttentionInputs.Check(options);
        AttentionInputs.Check("queries", query, options.Heads * options.HeadWidth);
        int rows = query.Tensor.Rows;
        AttentionInputs.CheckVisible(visible, rows, (0, rows), (0, cache.Rows));
        if (cache.Columns != 2 * options.KeyValueHeads * options.HeadWidth)
        {
            throw new ArgumentException(
                $"A cache of {cache.Columns} columns does not hold keys and values of {options.KeyValueHeads} heads, {options.HeadWidth} wide.");
        }
    }

    // Runs of query rows whose keys begin at the same row become a sequence each: the hypotheses of a source, or the new tokens of a text, each of which sees one key more.
    private static int Group(in VisibleRows visible, int* queryOffsets, int* keyOffsets)
    {
        ReadOnlySpan<int> first = visible.First.Values;
        int sequences = 0;
        for (int row = 0; row < first.Length; row++)
        {
            if (row == 0 || first[row] != first[row - 1])
            {
                (queryOffsets[sequences], keyOffsets[sequences]) = (row, first[row]);
                sequences++;
            }
        }

        queryOffsets[sequences] = first.Length;
        return sequences;
    }
}
