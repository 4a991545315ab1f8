using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Ops;

/// <summary>Attention's inputs, checked before every use (the kernels trust what they get) and described to the kernels.</summary>
internal static unsafe class AttentionInputs
{
    /// <summary>Arguments without an output, and without dropout.</summary>
    public static AttentionArguments Describe(ColumnSlice query, ColumnSlice key, ColumnSlice value, in AttentionLayout layout, in AttentionOptions options) =>
        Describe(query, key.Data, value.Data, new VisibleRows(layout.First, layout.Last), options) with
        {
            KeyStride = key.Stride,
            ValueStride = value.Stride,
            Sequences = layout.QueryOffsets.Count - 1,
            QueryOffsets = layout.QueryOffsets.Data,
            KeyOffsets = layout.KeyOffsets.Data,
        };

    /// <summary>Arguments over the rows of a cache, keys then values, without an output and without offsets.</summary>
    public static AttentionArguments Describe(ColumnSlice query, RowCache cache, in VisibleRows visible, in AttentionOptions options) =>
        Describe(query, cache.Data, cache.Data + (options.KeyValueHeads * options.HeadWidth), visible, options) with
        {
            KeyStride = cache.Columns,
            ValueStride = cache.Columns,
        };

    public static void Check(ColumnSlice query, ColumnSlice key, ColumnSlice value, in AttentionLayout layout, in AttentionOptions options)
    {
        Check(query, key, layout, options);
        int keyWidth = options.KeyValueHeads * options.HeadWidth;
        Check("values", value, keyWidth);
        Check(key.Tensor.Rows == value.Tensor.Rows, "There are {0} rows of keys but {1} rows of values.", key.Tensor.Rows, value.Tensor.Rows);
        CheckApart(query, options.Heads * options.HeadWidth, value, keyWidth);
        CheckApart(key, keyWidth, value, keyWidth);
    }

    public static void Check(ColumnSlice query, ColumnSlice key, in AttentionLayout layout, in AttentionOptions options)
    {
        Check(options);
        int keyWidth = options.KeyValueHeads * options.HeadWidth;
        Check("queries", query, options.Heads * options.HeadWidth);
        Check("keys", key, keyWidth);
        if (query != key || options.Heads != options.KeyValueHeads)
        {
            CheckApart(query, options.Heads * options.HeadWidth, key, keyWidth);
        }

        ReadOnlySpan<int> queryOffsets = layout.QueryOffsets.Values;
        ReadOnlySpan<int> keyOffsets = layout.KeyOffsets.Values;
        CheckOffsets("query", queryOffsets, query.Tensor.Rows);
        CheckOffsets("key", keyOffsets, key.Tensor.Rows);
        (int queries, int keys) = (queryOffsets.Length - 1, keyOffsets.Length - 1);
        Check(queries == keys, "The query offsets are those of {0} sequences, the key offsets those of {1}.", queries, keys);
        var visible = new VisibleRows(layout.First, layout.Last);
        for (int sequence = 0; sequence < queries; sequence++)
        {
            (int First, int End) range = (queryOffsets[sequence], queryOffsets[sequence + 1]);
            CheckVisible(visible, query.Tensor.Rows, range, (keyOffsets[sequence], keyOffsets[sequence + 1]));
        }
    }

    /// <summary>The most rows that a sequence of queries or keys has.</summary>
    public static int Longest(in AttentionLayout layout)
    {
        int longest = 0;
        for (int sequence = 1; sequence < layout.QueryOffsets.Count; sequence++)
        {
            longest = Math.Max(longest, layout.QueryOffsets.Values[sequence] - layout.QueryOffsets.Values[sequence - 1]);
            longest = Math.Max(longest, layout.KeyOffsets.Values[sequence] - layout.KeyOffsets.Values[sequence - 1]);
        }

        return longest;
    }

    public static void Check(in AttentionOptions options)
    {
        Check(
            options.Heads > 0 && options.KeyValueHeads > 0 && options.HeadWidth > 0 && options.Heads % options.KeyValueHeads == 0,
            "{0} query heads cannot share {1} key-value heads: the second must divide the first.",
            options.Heads,
            options.KeyValueHeads);
        if (options.ScoreVector is { } vector && vector.Shape.Count != options.Heads * options.HeadWidth)
        {
            throw new ArgumentException($"The score vector {vector.Name} of shape {vector.Shape} does not fit {options.Heads} heads, {options.HeadWidth} wide.");
        }
    }

    public static void Check(string what, ColumnSlice slice, int width)
    {
        if (slice.Column < 0 || slice.Column > slice.Tensor.Columns - width)
        {
            throw new ArgumentException(
                $"The {what} are {width} columns wide and cannot begin at column {slice.Column} of a tensor of {slice.Tensor.Columns} columns.");
        }
    }

    /// <summary>That the query rows of a range see only rows within <paramref name="keys"/>.</summary>
    public static void CheckVisible(in VisibleRows visible, int rows, (int First, int End) range, (int First, int End) keys)
    {
        ReadOnlySpan<int> first = visible.First.Values;
        ReadOnlySpan<int> last = visible.Last.Values;
        Check(first.Length == rows && last.Length == rows, "First and last visible keys are needed for {0} query rows, not for {1}.", rows, first.Length);
        for (int row = range.First; row < range.End; row++)
        {
            if (first[row] <= last[row] && (first[row] < keys.First || last[row] >= keys.End))
            {
                throw new ArgumentException(
                    $"Query row {row} sees the keys {first[row]} to {last[row]}, which are not all among the rows {keys.First} to {keys.End - 1} of its sequence.");
            }
        }
    }

    private static void CheckOffsets(string what, ReadOnlySpan<int> offsets, int rows)
    {
        bool isValid = offsets.Length > 0 && offsets[0] == 0 && offsets[^1] == rows;
        for (int index = 1; index < offsets.Length && isValid; index++)
        {
            isValid = offsets[index] >= offsets[index - 1];
        }

        if (!isValid)
        {
            throw new ArgumentException($"The {what} offsets must rise from 0 to the {rows} {what} rows; there are {offsets.Length} of them.");
        }
    }

    private static void CheckApart(ColumnSlice left, int leftWidth, ColumnSlice right, int rightWidth) => Check(
        left.Tensor != right.Tensor || left.Column + leftWidth <= right.Column || right.Column + rightWidth <= left.Column,
        "The slices of one tensor that begin at columns {0} and {1} overlap.",
        left.Column,
        right.Column);

    private static void Check(bool isRight, string message, int first, int second)
    {
        if (!isRight)
        {
            throw new ArgumentException(string.Format(null, message, first, second));
        }
    }

    private static AttentionArguments Describe(ColumnSlice query, float* key, float* value, in VisibleRows visible, in AttentionOptions options) => new()
    {
        Query = query.Data,
        Key = key,
        Value = value,
        Output = null,
        QueryStride = query.Stride,
        KeyStride = 0,
        ValueStride = 0,
        OutputStride = options.Heads * options.HeadWidth,
        QueryRows = query.Tensor.Rows,
        Sequences = 0,
        QueryOffsets = null,
        KeyOffsets = null,
        First = visible.First.Data,
        Last = visible.Last.Data,
        Heads = options.Heads,
        KeyValueHeads = options.KeyValueHeads,
        HeadWidth = options.HeadWidth,
        Scale = options.Scale,
        ScoreVector = options.ScoreVector is null ? null : options.ScoreVector.Data,
        Dropout = DropoutMask.Off,
    };
}
