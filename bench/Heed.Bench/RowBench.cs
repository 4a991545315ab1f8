using System.Diagnostics;
using System.Globalization;
using Heed.Tensors;
using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Memory;
using Heed.Tensors.Optimization;

namespace Heed.Bench;

/// <summary>
/// Time of the row-wise and elementwise kernels for each element, and the memory they have to touch for each second, beside a plain copy.
/// </summary>
internal sealed unsafe class RowBench
{
    private const int Rows = 4096;
    private const int Width = 256;
    private const int Hidden = 1024;
    private const int Vocabulary = 8000;
    private const int Large = 16 << 20;
    private const int LossRows = 384;

    private readonly WorkerPool workers;
    private readonly string filter;
    private readonly float* large = Allocate(4 * Large);
    private readonly float* a = Allocate(Rows * Hidden);
    private readonly float* b = Allocate(Rows * Hidden);
    private readonly float* c = Allocate(Rows * Hidden);
    private readonly float* d = Allocate(Rows * Hidden);
    private readonly float* small = Allocate(2 * Rows);
    private readonly int* ids = (int*)Allocate(Rows);

    private RowBench(WorkerPool workers, string filter)
    {
        (this.workers, this.filter) = (workers, filter);
        for (int row = 0; row < Rows; row++)
        {
            ids[row] = (int)((long)row * row % Vocabulary);
        }
    }

    public static int Run(string[] args)
    {
        string filter = args.FirstOrDefault(arg => !arg.StartsWith("--", StringComparison.Ordinal)) ?? "";
        using var workers = new WorkerPool(args.Contains("--one") ? 1 : 0);
        Console.WriteLine($"{workers.Workers} threads");
        Console.WriteLine("kernel                          elements   best us  median us  ns/element    GB/s");
        new RowBench(workers, filter).Run();
        return 0;
    }

    private void Run()
    {
        Time("copy, memory", 2 * Large, 8, () => Buffer.MemoryCopy(large, large + (2 * Large), 8L * Large, 8L * Large));
        Time("copy, 4 MB", Rows * Width, 8, () => Buffer.MemoryCopy(a, b, Rows * Width * 4, Rows * Width * 4));
        Masked("", DropoutMask.Off);
        Masked(" dropout", new DropoutMask(1, uint.MaxValue / 10, 1 / 0.9f));
        Time("column sum", Rows * Hidden, 4, () => ColumnSum.Add(workers, a, Rows, Hidden, small));
        Embeddings();
        Losses(wantsGradient: false);
        Losses(wantsGradient: true);
        Optimizers();
        foreach (int width in new[] { 128, 256, 512 })
        {
            foreach (int rows in new[] { 128, 256, 384, 512, 1024 })
            {
                Projection(width, rows);
            }
        }
    }

    // The whole loss with its three products; elements are multiply-adds.
    private void Projection(int width, int rowsPerBlock)
    {
        var arrays = new CrossEntropyArrays
        {
            Hidden = a,
            Weight = b,
            Targets = ids,
            Logits = large,
            RowsPerBlock = rowsPerBlock,
            Losses = (RowLoss*)(large + (3 * Large)),
            HiddenGradient = c,
            WeightGradient = d,
            Rows = Rows,
            Width = width,
            Vocabulary = Vocabulary,
            Smoothing = 0.1f,
            Scale = 1e-9f,
        };
        Time($"loss, width {width}, block {rowsPerBlock}", 3L * Rows * Vocabulary * width, 0, () => CrossEntropy.Run(workers, arrays));
    }

    private void Masked(string how, DropoutMask mask)
    {
        Time($"residual{how}", Rows * Width, 12, () => Residual.Add(workers, a, b, c, Rows * Width, mask));
        var forward = new LayerNormForward
        {
            Input = a,
            Branch = b,
            Sum = c,
            Output = d,
            Gain = small,
            Shift = small,
            Mean = small,
            Reciprocal = small + Rows,
            Rows = Rows,
            Columns = Width,
            Epsilon = 1,
            Centers = true,
            Dropout = mask,
        };
        Time($"norm forward{how}", Rows * Width, 16, () => LayerNorm.Forward(workers, forward));
        var backward = new LayerNormBackward
        {
            Sum = a,
            Centers = true,
            Mean = small,
            Reciprocal = small,
            Gain = small,
            OutputGradient = b,
            SumGradient = c,
            InputGradient = c,
            BranchGradient = d,
            Rows = Rows,
            Columns = Width,
            Dropout = mask,
        };
        Time($"norm backward{how}", Rows * Width, 20, () => LayerNorm.Backward(workers, backward, small, small));
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            var gradients = new Activations.ActivationGradients(a, b, c, Rows, Hidden);
            Time($"{activation} forward{how}", Rows * Hidden, 8, () => Activations.Forward(workers, activation, a, b, Rows * Hidden, mask));
            Time($"{activation} backward{how}", Rows * Hidden, 12, () => Activations.Backward(workers, activation, gradients, mask, small));
        }
    }

    private void Embeddings()
    {
        var rows = new EmbeddingRows { Ids = ids, Rows = Rows, Columns = Width, Scale = 16, Dropout = DropoutMask.Off };
        Time("embedding forward", Rows * Width, 8, () => Embedding.Forward(workers, rows, a, null, b));
        Time("embedding backward", Rows * Width, 12, () => Embedding.Backward(workers, rows, b, a, null));
    }

    private void Losses(bool wantsGradient)
    {
        var block = new CrossEntropyBlock
        {
            Logits = a,
            Targets = ids,
            Losses = (RowLoss*)b,
            Rows = LossRows,
            Columns = Vocabulary,
            Smoothing = 0.1f,
            Scale = 1,
            WantsGradient = wantsGradient,
        };
        string name = wantsGradient ? "cross-entropy gradient" : "cross-entropy";
        Time(name, LossRows * Vocabulary, wantsGradient ? 8 : 4, () => CrossEntropyRows.Run(workers, block));
    }

    private void Optimizers()
    {
        Time("squared norm", Large, 4, () => Elementwise.SquaredNorm(workers, large, Large));
        Time("lerp", Large, 12, () => Elementwise.Lerp(workers, large, large + Large, 0.1f, Large));
        var settings = new AdamSettings { LearningRate = 1e-9f, Beta1 = 0.9f, Beta2 = 0.98f, Epsilon = 1, Step = 1 };
        var arrays = new Adam.AdamArrays(large, large + Large, large + (2 * Large), large + (3 * Large));
        new Span<float>(large + (3 * Large), Large).Clear();
        Time("adam", Large, 28, () => Adam.Step(workers, settings, arrays, Large, clears: true));
    }

    private void Time(string name, long elements, int bytes, Action run)
    {
        if (!name.Contains(filter, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        for (int index = 0; index < 8 || (clock.Elapsed.TotalSeconds < 0.7 && index < 500); index++)
        {
            TimeSpan start = Clock.Now(workers);
            run();
            times.Add((Clock.Now(workers) - start).TotalSeconds);
        }

        times.RemoveRange(0, 3);
        times.Sort();
        (double best, double median) = (times[0], times[times.Count / 2]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-28} {elements,11} {best * 1e6,9:F1} {median * 1e6,10:F1} {best * 1e9 / elements,11:F3} {1e-9 * bytes * elements / best,7:F1}"));
    }

    // Memory with ordinary numbers in it, which lives as long as the process.
    private static float* Allocate(int floats)
    {
        var buffer = new AlignedBuffer((long)floats * sizeof(float));
        Kept.Add(buffer);
        for (int index = 0; index < floats; index++)
        {
            buffer.Floats[index] = (((index * 7919) & 1023) / 512f) - 1;
        }

        return buffer.Floats;
    }

    private static readonly List<AlignedBuffer> Kept = [];
}
