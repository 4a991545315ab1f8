using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Tests.Support;

/// <summary>Which keys the query rows of a test see.</summary>
public enum VisiblePattern
{
    Full,
    Causal,
    Chunked,
    Sliding,
    Prefix,
    SomeRowsMasked,
    Random,
}

/// <summary>What to build an <see cref="AttentionCase"/> from: (query rows, keys) of each sequence, heads, and the options.</summary>
internal sealed record AttentionCaseOptions((int Queries, int Keys)[] Sequences)
{
    public int Heads { get; init; } = 2;

    public int KeyValueHeads { get; init; } = 2;

    public int HeadWidth { get; init; } = 16;

    public VisiblePattern Pattern { get; init; } = VisiblePattern.Full;

    public float Dropout { get; init; }

    public bool HasBias { get; init; }

    /// <summary>A bias for each query row, with the weights kept and gradients of theirs added.</summary>
    public bool IsByRow { get; init; }

    public bool IsAdditive { get; init; }

    public bool Accumulate { get; init; }

    public int Seed { get; init; } = 1;
}

/// <summary>
/// Buffers of one attention between fences. Queries, keys and values are column slices of one tensor wherever each sequence has as many
/// queries as keys, as a fused projection gives them; so are their gradients.
/// </summary>
internal sealed unsafe class AttentionCase : IDisposable
{
    private readonly List<GuardedBuffer> buffers = [];
    private readonly int[] queryOffsets;
    private readonly int[] keyOffsets;
    private readonly int[] first;
    private readonly int[] last;
    private readonly int[] biasRows;
    private readonly Memory.AlignedBuffer integers;

    public AttentionCase(AttentionCaseOptions options)
    {
        Options = options;
        int count = options.Sequences.Length;
        (queryOffsets, keyOffsets) = (new int[count + 1], new int[count + 1]);
        for (int index = 0; index < count; index++)
        {
            queryOffsets[index + 1] = queryOffsets[index] + options.Sequences[index].Queries;
            keyOffsets[index + 1] = keyOffsets[index] + options.Sequences[index].Keys;
        }

        (int queryRows, int keyRows) = (queryOffsets[count], keyOffsets[count]);
        (first, last, biasRows) = (new int[queryRows], new int[queryRows], new int[queryRows]);
        FillVisible();

        int queryWidth = options.Heads * options.HeadWidth;
        int keyWidth = options.KeyValueHeads * options.HeadWidth;
        int longest = options.Sequences.Max(sequence => sequence.Keys);
        (LogSumExp, Output, OutputGradient) = (Buffer(queryRows * options.Heads), Buffer(queryRows * queryWidth), Buffer(queryRows * queryWidth, 3));
        int lines = options.HasBias || options.IsByRow ? options.Heads * Math.Max(1, queryRows) * longest : 0;
        (Bias, BiasGradient, Weights, WeightGradient) = (Buffer(lines, 5), Buffer(lines, 16), Buffer(lines, 17), Buffer(lines, 18));
        (ScoreVector, ScoreVectorGradient) = (Buffer(queryWidth, 19), Buffer(queryWidth, 20));
        for (int index = 0; index < Bias.Length; index += 7)
        {
            Bias.Values[index] = float.NegativeInfinity;
        }

        integers = new Memory.AlignedBuffer(sizeof(int) * ((2 * (count + 1)) + (3 * queryRows)));
        int* data = integers.Integers;
        int* queryOffsetsAt = Copy(queryOffsets, ref data);
        int* keyOffsetsAt = Copy(keyOffsets, ref data);
        int* firstAt = Copy(first, ref data);
        int* lastAt = Copy(last, ref data);
        int* biasRowsAt = Copy(biasRows, ref data);
        bool isFused = options.Sequences.All(sequence => sequence.Queries == sequence.Keys);
        Inputs = isFused ? [Buffer(queryRows * (queryWidth + (2 * keyWidth)), 7)] : [Buffer(queryRows * queryWidth, 7), Buffer(keyRows * 2 * keyWidth, 8)];
        Gradients = [.. Inputs.Select((input, index) => Buffer(input.Length, 11 + index))];
        int queryStride = isFused ? queryWidth + (2 * keyWidth) : queryWidth;
        int keyStride = isFused ? queryStride : 2 * keyWidth;
        int keyColumn = isFused ? queryWidth : 0;

        Arguments = new AttentionArguments
        {
            Query = Inputs[0].Data,
            Key = Inputs[^1].Data + keyColumn,
            Value = Inputs[^1].Data + keyColumn + keyWidth,
            Output = Output.Data,
            LogSumExp = LogSumExp.Data,
            QueryStride = queryStride,
            KeyStride = keyStride,
            ValueStride = keyStride,
            OutputStride = queryWidth,
            QueryRows = queryRows,
            Sequences = count,
            QueryOffsets = queryOffsetsAt,
            KeyOffsets = keyOffsetsAt,
            First = firstAt,
            Last = lastAt,
            Heads = options.Heads,
            KeyValueHeads = options.KeyValueHeads,
            HeadWidth = options.HeadWidth,
            Scale = 1 / MathF.Sqrt(options.HeadWidth),
            Dropout = options.Dropout == 0 ? DropoutMask.Off : new DropoutMask(99, DropoutHash.Threshold(options.Dropout), 1 / (1 - options.Dropout)),
            Bias = lines > 0 ? Bias.Data : null,
            BiasHeadStride = options.IsByRow ? longest : queryRows * longest,
            BiasRowStride = options.IsByRow ? 0 : longest,
            BiasQueryStride = options.IsByRow ? options.Heads * longest : 0,
            Weights = options.IsByRow ? Weights.Data : null,
            ScoreVector = options.IsAdditive ? ScoreVector.Data : null,
            BiasRows = options.HasBias && options.Seed % 2 == 0 ? biasRowsAt : null,
        };
        GradientArguments = new AttentionGradients
        {
            Output = OutputGradient.Data,
            Query = Gradients[0].Data,
            Key = Gradients[^1].Data + keyColumn,
            Value = Gradients[^1].Data + keyColumn + keyWidth,
            OutputStride = queryWidth,
            QueryStride = queryStride,
            KeyStride = keyStride,
            ValueStride = keyStride,
            AccumulateQuery = options.Accumulate,
            AccumulateKey = options.Accumulate,
            AccumulateValue = options.Accumulate,
            Bias = options.IsByRow ? BiasGradient.Data : null,
            Weights = options.IsByRow ? WeightGradient.Data : null,
            ScoreVector = options.IsAdditive ? ScoreVectorGradient.Data : null,
        };
    }

    public AttentionCaseOptions Options { get; }

    public AttentionArguments Arguments { get; }

    public AttentionGradients GradientArguments { get; }

    public GuardedBuffer[] Inputs { get; }

    public GuardedBuffer[] Gradients { get; }

    public GuardedBuffer Output { get; }

    public GuardedBuffer OutputGradient { get; }

    public GuardedBuffer LogSumExp { get; }

    public GuardedBuffer Bias { get; }

    public GuardedBuffer BiasGradient { get; }

    public GuardedBuffer Weights { get; }

    public GuardedBuffer WeightGradient { get; }

    public GuardedBuffer ScoreVector { get; }

    public GuardedBuffer ScoreVectorGradient { get; }

    /// <summary>Everything the kernels wrote, checked for what lies around it.</summary>
    public float[][] Results()
    {
        buffers.ForEach(buffer => buffer.Check());
        return
        [
            [.. Output.Values], [.. LogSumExp.Values], [.. Weights.Values], [.. BiasGradient.Values], [.. ScoreVectorGradient.Values],
            .. Gradients.Select(gradient => gradient.Values.ToArray()),
        ];
    }

    /// <summary>Runs a kernel's forward pass, and the pass that leaves the weights.</summary>
    public void Forward(Memory.WorkerPool workers)
    {
        AttentionKernel.Forward(workers, Arguments);
        if (Options.IsByRow)
        {
            AttentionKernel.Weights(workers, Arguments);
        }
    }

    /// <summary>Adds to each row of the output what makes its product with its gradient larger by Σ weight · weight's gradient, as a sum over the weights would.</summary>
    public void UseWeights()
    {
        int width = Options.HeadWidth;
        for (int line = 0; line < first.Length * Options.Heads && Options.IsByRow; line++)
        {
            (int row, int head) = (line / Options.Heads, line % Options.Heads);
            nint start = Arguments.BiasOffset(head, row, row);
            int origin = keyOffsets[Array.FindLastIndex(queryOffsets, offset => offset <= row)];
            double share = 0;
            for (int key = first[row]; key <= last[row]; key++)
            {
                share += (double)Arguments.Weights[start + key - origin] * WeightGradient.Values[(int)start + key - origin];
            }

            Span<float> gradient = OutputGradient.Values.Slice(line * width, width);
            double square = 0;
            foreach (float value in gradient)
            {
                square += (double)value * value;
            }

            for (int k = 0; k < width; k++)
            {
                Output.Values[(line * width) + k] += (float)(gradient[k] * share / square);
            }
        }
    }

    public void Dispose()
    {
        buffers.ForEach(buffer => buffer.Dispose());
        integers.Dispose();
    }

    private static int* Copy(int[] values, ref int* target)
    {
        int* start = target;
        values.CopyTo(new Span<int>(target, values.Length));
        target += values.Length;
        return start;
    }

    private GuardedBuffer Buffer(int length, int seed = 0)
    {
        // Results start as garbage: what a kernel forgets to write shows.
        GuardedBuffer buffer = GuardedBuffer.Random(length, (Options.Seed * 100) + seed, 1, Options.Seed % 3);
        buffers.Add(buffer);
        return buffer;
    }

    private void FillVisible()
    {
        var random = new Random(Options.Seed);
        for (int sequence = 0; sequence < Options.Sequences.Length; sequence++)
        {
            int keys = Options.Sequences[sequence].Keys;
            for (int row = queryOffsets[sequence]; row < queryOffsets[sequence + 1]; row++)
            {
                int place = row - queryOffsets[sequence];
                biasRows[row] = random.Next(first.Length);
                (int low, int high) = Options.Pattern switch
                {
                    VisiblePattern.Causal => (0, place),
                    VisiblePattern.Chunked => (place / 5 * 5, (place / 5 * 5) + 4),
                    VisiblePattern.Sliding => (place - 6, place + 2),
                    VisiblePattern.Prefix => (0, Math.Max(3, place)),
                    VisiblePattern.SomeRowsMasked => place % 3 == 1 ? (2, 1) : (0, keys - 1),
                    VisiblePattern.Random => (random.Next(keys + 1), random.Next(keys + 1)),
                    _ => (0, keys - 1),
                };
                first[row] = keyOffsets[sequence] + Math.Max(0, low);
                last[row] = keyOffsets[sequence] + Math.Min(high, keys - 1);
            }
        }
    }
}
