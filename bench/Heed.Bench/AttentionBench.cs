using System.Diagnostics;
using System.Globalization;
using Heed.Tensors;
using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Memory;

namespace Heed.Bench;

/// <summary>
/// Time of attention, forward and backward, on packed sentences as in training (about 4,000 rows, lengths around 14), on long sequences and
/// on a decoding step. Queries, keys and values are slices of one buffer. Rates count visible pairs only: 4·K a pair forward, 10·K backward.
/// </summary>
internal static unsafe class AttentionBench
{
    public static int Run(string[] args)
    {
        string filter = args.FirstOrDefault(arg => !arg.StartsWith("--", StringComparison.Ordinal)) ?? "";
        using var workers = new WorkerPool(ProductBench.Option(args, "--threads", 0));
        double seconds = ProductBench.Option(args, "--seconds", 1) / 2.0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workers.Workers} threads, peak {Clock.PeakGigaflops(workers):F1} GFLOP/s"));
        Console.WriteLine("attention                        rows  heads   width  forward µs  GFLOP/s  backward µs  GFLOP/s  forward ns a pair of sequence and head");
        foreach ((string kind, int sequences, int shortest, int longest) in new[]
        {
            ("sentences full", 286, 6, 22), ("sentences causal", 286, 6, 22), ("sentences of 14", 286, 14, 14), ("sentences of 14 in cache", 6, 14, 14), ("paragraphs causal", 32, 100, 150),
            ("long full", 2, 1000, 1000), ("long causal", 2, 1000, 1000), ("decode step 15 of 5", 5, 1, 1), ("decode step 15 of 160", 160, 1, 1),
        })
        {
            foreach ((int heads, int width) in new[] { (4, 32), (8, 32), (8, 64) })
            {
                string title = $"{kind} {heads * width}";
                if (title.Contains(filter, StringComparison.OrdinalIgnoreCase))
                {
                    Measure(workers, title, sequences, (shortest, longest), (heads, width), seconds);
                }
            }
        }

        return 0;
    }

    private static void Measure(WorkerPool workers, string title, int sequences, (int Shortest, int Longest) lengths, (int Count, int Width) heads, double seconds)
    {
        bool isDecoding = title.StartsWith("decode", StringComparison.Ordinal);
        int past = isDecoding ? 15 : 0;
        int[] offsets = Offsets(sequences, lengths, out int rows);
        int[] keyOffsets = isDecoding ? [.. offsets.Select(offset => offset * past)] : offsets;
        int keyRows = keyOffsets[^1];
        var (first, last) = (new int[rows], new int[rows]);
        double pairs = 0;
        for (int sequence = 0; sequence < sequences; sequence++)
        {
            for (int row = offsets[sequence]; row < offsets[sequence + 1]; row++)
            {
                first[row] = keyOffsets[sequence];
                last[row] = title.Contains("causal", StringComparison.Ordinal) ? row : keyOffsets[sequence + 1] - 1;
                pairs += (last[row] - first[row] + 1) * heads.Count;
            }
        }

        int width = heads.Count * heads.Width;
        using AlignedBuffer mixed = Random(Math.Max(rows, keyRows) * 3 * width);
        using AlignedBuffer mixedGradient = Random(Math.Max(rows, keyRows) * 3 * width);
        using AlignedBuffer output = Random(rows * width);
        using AlignedBuffer outputGradient = Random(rows * width);
        using AlignedBuffer logSumExp = Random(rows * heads.Count);
        fixed (int* offsetsAt = offsets, keyOffsetsAt = keyOffsets, firstAt = first, lastAt = last)
        {
            var arguments = new AttentionArguments
            {
                Query = mixed.Floats,
                Key = mixed.Floats + width,
                Value = mixed.Floats + (2 * width),
                Output = output.Floats,
                LogSumExp = logSumExp.Floats,
                QueryStride = 3 * width,
                KeyStride = 3 * width,
                ValueStride = 3 * width,
                OutputStride = width,
                QueryRows = rows,
                Sequences = sequences,
                QueryOffsets = offsetsAt,
                KeyOffsets = keyOffsetsAt,
                First = firstAt,
                Last = lastAt,
                Heads = heads.Count,
                KeyValueHeads = heads.Count,
                HeadWidth = heads.Width,
                Scale = 0.2f,
                Dropout = DropoutMask.Off,
            };
            var gradients = new AttentionGradients
            {
                Output = outputGradient.Floats,
                Query = mixedGradient.Floats,
                Key = mixedGradient.Floats + width,
                Value = mixedGradient.Floats + (2 * width),
                OutputStride = width,
                QueryStride = 3 * width,
                KeyStride = 3 * width,
                ValueStride = 3 * width,
                AccumulateQuery = false,
                AccumulateKey = false,
                AccumulateValue = false,
            };
            double forward = Best(workers, () => AttentionKernel.Forward(workers, arguments), seconds);
            double backward = isDecoding ? 0 : Best(workers, () => AttentionKernel.Backward(workers, arguments, gradients), seconds);
            double work = 4e-9 * pairs * heads.Width;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{title,-30} {rows,6} {heads.Count,6} {heads.Width,7} {forward * 1e6,11:F1} {work / forward,8:F1} {backward * 1e6,12:F1} {(isDecoding ? 0 : 2.5 * work / backward),8:F1} {forward * 1e9 / sequences / heads.Count,8:F0}"));
        }
    }

    private static int[] Offsets(int sequences, (int Shortest, int Longest) lengths, out int rows)
    {
        var random = new Random(1);
        var offsets = new int[sequences + 1];
        for (int sequence = 0; sequence < sequences; sequence++)
        {
            offsets[sequence + 1] = offsets[sequence] + random.Next(lengths.Shortest, lengths.Longest + 1);
        }

        rows = offsets[^1];
        return offsets;
    }

    private static AlignedBuffer Random(long count)
    {
        var buffer = new AlignedBuffer(count * sizeof(float));
        var random = new Random(1);
        foreach (ref float value in new Span<float>(buffer.Floats, (int)count))
        {
            value = random.NextSingle() - 0.5f;
        }

        return buffer;
    }

    private static double Best(WorkerPool workers, Action action, double seconds)
    {
        double best = double.MaxValue;
        var clock = Stopwatch.StartNew();
        for (int run = 0; run < 200 || clock.Elapsed.TotalSeconds < seconds; run++)
        {
            TimeSpan start = Clock.Now(workers);
            action();
            best = Math.Min(best, (Clock.Now(workers) - start).TotalSeconds);
        }

        return best;
    }
}
