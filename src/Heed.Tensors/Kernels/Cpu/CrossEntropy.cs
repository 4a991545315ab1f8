using Heed.Tensors.Kernels.Cpu.Products;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>The arrays of a <see cref="CrossEntropy"/>.</summary>
internal readonly unsafe struct CrossEntropyArrays
{
    /// <summary>h (N, D).</summary>
    public float* Hidden { get; init; }

    /// <summary>W (V, D).</summary>
    public float* Weight { get; init; }

    /// <summary>b (V), or null.</summary>
    public float* Bias { get; init; }

    /// <summary>Targets (N), a negative one where a row counts for nothing.</summary>
    public int* Targets { get; init; }

    /// <summary>Room for <see cref="RowsPerBlock"/> rows of logits.</summary>
    public float* Logits { get; init; }

    /// <summary>How many rows' logits exist at a time.</summary>
    public int RowsPerBlock { get; init; }

    /// <summary>Results (N).</summary>
    public RowLoss* Losses { get; init; }

    /// <summary>dh (N, D), or null if it is not wanted.</summary>
    public float* HiddenGradient { get; init; }

    /// <summary>Whether dh is added to what is there.</summary>
    public bool AddsToHidden { get; init; }

    /// <summary>dW (V, D), added to; null if no gradient is wanted at all.</summary>
    public float* WeightGradient { get; init; }

    /// <summary>db (V), added to; null without a bias or a gradient.</summary>
    public float* BiasGradient { get; init; }

    public int Rows { get; init; }

    public int Width { get; init; }

    public int Vocabulary { get; init; }

    public float Smoothing { get; init; }

    public float Scale { get; init; }
}

/// <summary>
/// The last step of a model in one go: logits h·Wᵀ + b, log-softmax, label-smoothed cross-entropy, and all gradients, block of rows by
/// block of rows, so that the (N, V) logits never exist as a whole.
/// </summary>
internal static unsafe class CrossEntropy
{
    /// <summary>Rows whose logits exist at a time: enough that reading and writing dW once a block costs little beside the products.</summary>
    public const int RowsPerBlock = 480;

    // W packed for both directions, once for all blocks; kept, since every step needs it again.
    [ThreadStatic]
    private static PackedMatrix? forward;

    [ThreadStatic]
    private static PackedMatrix? backward;

    /// <summary>Computes the losses of all rows and, where wanted, the gradients.</summary>
    public static void Run(WorkerPool workers, in CrossEntropyArrays arrays)
    {
        (int width, int vocabulary) = (arrays.Width, arrays.Vocabulary);
        forward ??= new PackedMatrix();
        forward.Pack(workers, new MatrixOperand(arrays.Weight, width, transposed: true), width, vocabulary);
        if (arrays.HiddenGradient is not null)
        {
            backward ??= new PackedMatrix();
            backward.Pack(workers, new MatrixOperand(arrays.Weight, width), vocabulary, width);
        }

        for (int row = 0; row < arrays.Rows; row += arrays.RowsPerBlock)
        {
            int rows = Math.Min(arrays.RowsPerBlock, arrays.Rows - row);
            var hidden = new MatrixOperand(arrays.Hidden + ((long)row * width), width);
            if (arrays.Bias is null)
            {
                MatrixProduct.Multiply(workers, hidden, forward, arrays.Logits, vocabulary, rows, accumulate: false, default(NoEpilogue));
            }
            else
            {
                var bias = new BiasEpilogue<IdentityFunction>(arrays.Bias, vocabulary, DropoutMask.Off);
                MatrixProduct.Multiply(workers, hidden, forward, arrays.Logits, vocabulary, rows, accumulate: false, bias);
            }

            CrossEntropyRows.Run(workers, new CrossEntropyBlock
            {
                Logits = arrays.Logits,
                Targets = arrays.Targets + row,
                Losses = arrays.Losses + row,
                Rows = rows,
                Columns = vocabulary,
                Smoothing = arrays.Smoothing,
                Scale = arrays.Scale,
                WantsGradient = arrays.WeightGradient is not null,
            });
            if (arrays.WeightGradient is not null)
            {
                Backward(workers, arrays, hidden, row, rows);
            }
        }
    }

    // dh = g·W, dW += gᵀ·h, db += Σ rows of g, with g in the place of the logits.
    private static void Backward(WorkerPool workers, in CrossEntropyArrays arrays, MatrixOperand hidden, int row, int rows)
    {
        (int width, int vocabulary) = (arrays.Width, arrays.Vocabulary);
        if (arrays.HiddenGradient is not null)
        {
            float* target = arrays.HiddenGradient + ((long)row * width);
            MatrixProduct.Multiply(
                workers, new MatrixOperand(arrays.Logits, vocabulary), backward!, target, width, rows, arrays.AddsToHidden, default(NoEpilogue));
        }

        var gradient = new MatrixOperand(arrays.Logits, vocabulary, transposed: true);
        MatrixProduct.Multiply(workers, gradient, hidden, arrays.WeightGradient, width, vocabulary, width, rows, accumulate: true);
        if (arrays.BiasGradient is not null)
        {
            ColumnSum.Add(workers, arrays.Logits, rows, vocabulary, arrays.BiasGradient);
        }
    }
}
