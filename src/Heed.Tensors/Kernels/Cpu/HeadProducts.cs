using Heed.Tensors.Kernels.Cpu.Products;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// A head by head product x_h·w_hᵀ = y_h, and the two that go back through it: x (N, H·K) with a stride of its own, w (M, H·K), y (N, H·M).
/// </summary>
internal readonly unsafe struct HeadProducts
{
    /// <summary>H.</summary>
    public required int Heads { get; init; }

    /// <summary>K.</summary>
    public required int HeadWidth { get; init; }

    /// <summary>N.</summary>
    public required int Rows { get; init; }

    /// <summary>M.</summary>
    public required int Tables { get; init; }

    /// <summary>Floats from one row of x to the next.</summary>
    public required int Stride { get; init; }

    /// <summary>What one of the three products has to do at the least.</summary>
    public OpWork Work => new(
        2.0 * Rows * Tables * Heads * HeadWidth,
        sizeof(float) * (((double)Rows * Heads * (HeadWidth + Tables)) + ((double)Tables * Heads * HeadWidth)));

    private int Width => Heads * HeadWidth;

    /// <summary>y (+)= x·wᵀ by heads.</summary>
    public void Multiply(WorkerPool workers, float* x, float* w, float* y, bool accumulate)
    {
        for (int head = 0; head < Heads; head++)
        {
            (int column, int place) = (head * HeadWidth, head * Tables);
            var right = new MatrixOperand(w + column, Width, transposed: true);
            MatrixProduct.Multiply(workers, new MatrixOperand(x + column, Stride), right, y + place, Heads * Tables, Rows, Tables, HeadWidth, accumulate);
        }
    }

    /// <summary>x (+)= y·w by heads.</summary>
    public void MultiplyBack(WorkerPool workers, float* y, float* w, float* x, bool accumulate)
    {
        for (int head = 0; head < Heads; head++)
        {
            (int column, int place) = (head * HeadWidth, head * Tables);
            var right = new MatrixOperand(w + column, Width);
            MatrixProduct.Multiply(workers, new MatrixOperand(y + place, Heads * Tables), right, x + column, Stride, Rows, HeadWidth, Tables, accumulate);
        }
    }

    /// <summary>w (+)= yᵀ·x by heads.</summary>
    public void MultiplyOuter(WorkerPool workers, float* y, float* x, float* w, bool accumulate)
    {
        for (int head = 0; head < Heads; head++)
        {
            (int column, int place) = (head * HeadWidth, head * Tables);
            var left = new MatrixOperand(y + place, Heads * Tables, transposed: true);
            MatrixProduct.Multiply(workers, left, new MatrixOperand(x + column, Stride), w + column, Width, Tables, HeadWidth, Rows, accumulate);
        }
    }
}
