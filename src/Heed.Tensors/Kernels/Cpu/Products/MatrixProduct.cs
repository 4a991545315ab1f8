using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu.Products;

/// <summary>
/// C (M, N) = [C +] A (M, K) · B (K, N) in float32: packed, blocked for the caches, at every vector tier. Forward is x·Wᵀ (B transposed),
/// the input's gradient dY·W (nothing transposed), the weight's gradient dYᵀ·X (A transposed, accumulating).
/// </summary>
/// <remarks>
/// With A as it lies, every element of C is one chain of fused multiply-adds in the order of k, starting at 0 or at C: the bits of a row
/// depend neither on the other rows nor on threads nor on the tier. With A transposed, a long K is cut at places that the shape fixes, and
/// the partial sums are added in order. After Goto and van de Geijn, <i>Anatomy of High-Performance Matrix Multiplication</i>, 2008.
/// </remarks>
internal static unsafe class MatrixProduct
{
    // The packed right factor of the product in progress; a thread runs one product at a time.
    [ThreadStatic]
    private static PackedMatrix? shared;

    /// <summary>The plain product.</summary>
    public static void Multiply(
        WorkerPool workers, MatrixOperand a, MatrixOperand b, float* c, int cStride, int m, int n, int k, bool accumulate = false) =>
        Multiply(workers, a, b, c, cStride, m, n, k, accumulate, default(NoEpilogue));

    /// <summary>The product, with <paramref name="epilogue"/> applied to each finished block.</summary>
    public static void Multiply<TEpilogue>(
        WorkerPool workers, MatrixOperand a, MatrixOperand b, float* c, int cStride, int m, int n, int k, bool accumulate, TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue
    {
        if (m == 0 || n == 0)
        {
            return;
        }

        if (a.Transposed)
        {
            OuterProduct.Multiply(workers, a, b, c, cStride, m, n, k, accumulate, epilogue, null);
            return;
        }

        shared ??= new PackedMatrix();
        shared.Pack(workers, b, k, n);
        Multiply(workers, a, shared, c, cStride, m, accumulate, epilogue);
    }

    /// <summary>
    /// The gradients of a linear layer's parameters: dW (O, I) += dYᵀ·X and, unless it is null, db (O) += Σ rows of dY, with dY (N, O) and
    /// X (N, I), both contiguous.
    /// </summary>
    public static void AddWeightGradient(
        WorkerPool workers, float* outputGradient, float* input, float* weightGradient, float* biasGradient, int rows, int outputs, int inputs)
    {
        if (outputs > 0 && inputs > 0)
        {
            MatrixOperand left = new(outputGradient, outputs, transposed: true), right = new(input, inputs);
            OuterProduct.Multiply(
                workers, left, right, weightGradient, inputs, outputs, inputs, rows, accumulate: true, default(NoEpilogue), biasGradient);
        }
    }

    /// <summary>The product with a factor that was packed before; A must not be transposed.</summary>
    public static void Multiply<TEpilogue>(
        WorkerPool workers, MatrixOperand a, PackedMatrix b, float* c, int cStride, int m, bool accumulate, TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue
    {
        int n = b.Columns;
        if (m == 0 || n == 0)
        {
            return;
        }

        var plan = PackedPlan.For(m, n, b.Rows);
        VectorJob.Run(workers, new PackedJob<TEpilogue>(a, b.Data, c, cStride, plan, accumulate, epilogue), plan.Parts);
    }
}
