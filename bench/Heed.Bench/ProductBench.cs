using System.Diagnostics;
using System.Globalization;
using Heed.Tensors.Kernels.Cpu.Products;
using Heed.Tensors.Memory;

namespace Heed.Bench;

/// <summary>
/// Rate of the matrix product on the shapes of training and decoding, in GFLOP/s and as a share of the machine's peak, which is measured
/// beside each shape by a loop of nothing but fused multiply-adds. On one thread it counts processor time, so that other processes
/// disturb little.
/// </summary>
internal static unsafe class ProductBench
{
    private const int Tokens = 4000;

    private static readonly int[] Widths = [128, 256, 512];

    public static int Run(string[] args)
    {
        string filter = args.Length > 0 && !args[0].StartsWith("--", StringComparison.Ordinal) ? args[0] : "";
        int threads = Option(args, "--threads", 0);
        double seconds = Option(args, "--seconds", 1) / 2.0;
        using var workers = new WorkerPool(threads);
        double peak = Clock.PeakGigaflops(workers);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workers.Workers} threads, peak {peak:F1} GFLOP/s"));
        Console.WriteLine("product                            M      N      K     best  GFLOP/s  of peak   median  GFLOP/s");
        foreach ((string name, int m, int n, int k, string layout) in Shapes())
        {
            string title = $"{layout} {name}";
            if (title.Contains(filter, StringComparison.OrdinalIgnoreCase))
            {
                (double best, double median) = Time(workers, m, n, k, layout, seconds);
                peak = Math.Max(peak, Clock.PeakGigaflops(workers));
                double work = 2e-9 * m * n * k;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{title,-30} {m,6} {n,6} {k,6} {best * 1e6,8:F1} {work / best,8:F1} {work / best / peak,8:P0} {median * 1e6,8:F1} {work / median,8:F1}"));
            }
        }

        return 0;
    }

    private static IEnumerable<(string Name, int M, int N, int K, string Layout)> Shapes()
    {
        foreach (int d in Widths)
        {
            foreach ((string name, int outputs, int inputs) in new[] { ("projection", d, d), ("query-key-value", 3 * d, d), ("feed-forward up", 4 * d, d), ("feed-forward down", d, 4 * d) })
            {
                yield return ($"{d} {name}", Tokens, outputs, inputs, "NT");
                yield return ($"{d} {name}", Tokens, inputs, outputs, "NN");
                yield return ($"{d} {name}", outputs, inputs, Tokens, "TN");
            }

            yield return ($"{d} logits", 512, 8000, d, "packed");
            yield return ($"{d} logits", 512, d, 8000, "NN");
            yield return ($"{d} logits", 8000, d, 512, "TN");
        }

        foreach (int rows in new[] { 1, 2, 4, 8, 16, 32, 128 })
        {
            yield return ($"256 rows {rows}", rows, 256, 256, "packed");
            yield return ($"512 rows {rows}", rows, 512, 512, "packed");
            yield return ($"512 up rows {rows}", rows, 2048, 512, "packed");
        }

        yield return ("square 1024", 1024, 1024, 1024, "NN");
        yield return ("square 2048", 2048, 2048, 2048, "NN");
    }

    private static (double Best, double Median) Time(WorkerPool workers, int m, int n, int k, string layout, double seconds)
    {
        using var a = new AlignedBuffer((long)m * k * sizeof(float));
        using var b = new AlignedBuffer((long)k * n * sizeof(float));
        using var c = new AlignedBuffer((long)m * n * sizeof(float));
        var random = new Random(1);
        Fill(random, a);
        Fill(random, b);
        MatrixOperand left = layout == "TN" ? new(a.Floats, m, transposed: true) : new(a.Floats, k);
        MatrixOperand right = layout is "NT" or "packed" ? new(b.Floats, k, transposed: true) : new(b.Floats, n);
        using var packed = new PackedMatrix();
        packed.Pack(workers, right, k, n);
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        for (int run = 0; run < 10 || clock.Elapsed.TotalSeconds < seconds; run++)
        {
            TimeSpan start = Clock.Now(workers);
            if (layout == "packed")
            {
                MatrixProduct.Multiply(workers, left, packed, c.Floats, n, m, accumulate: false, default(NoEpilogue));
            }
            else
            {
                MatrixProduct.Multiply(workers, left, right, c.Floats, n, m, n, k, accumulate: layout == "TN");
            }

            double time = (Clock.Now(workers) - start).TotalSeconds;
            if (run >= 3)
            {
                times.Add(time);
            }
        }

        times.Sort();
        return (times[0], times[times.Count / 2]);
    }

    private static void Fill(Random random, AlignedBuffer buffer)
    {
        foreach (ref float value in new Span<float>(buffer.Floats, (int)(buffer.Length / sizeof(float))))
        {
            value = random.NextSingle() - 0.5f;
        }
    }

    internal static int Option(string[] args, string name, int otherwise)
    {
        int index = Array.IndexOf(args, name);
        return index >= 0 && index + 1 < args.Length ? int.Parse(args[index + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
