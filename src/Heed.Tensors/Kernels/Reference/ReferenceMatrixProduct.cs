using Heed.Tensors.Kernels.Cpu.Products;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>
/// C (M, N) = [C +] A (M, K) · B (K, N), one element after another. Each is a chain of fused multiply-adds in the order of k, as in
/// <see cref="MatrixProduct"/>, so that with A as it lies the two agree bit for bit.
/// </summary>
internal static unsafe class ReferenceMatrixProduct
{
    public static void Multiply(MatrixOperand a, MatrixOperand b, float* c, int cStride, int m, int n, int k, bool accumulate = false)
    {
        for (int row = 0; row < m; row++)
        {
            for (int column = 0; column < n; column++)
            {
                float* target = c + ((long)row * cStride) + column;
                float sum = accumulate ? *target : 0;
                for (int index = 0; index < k; index++)
                {
                    sum = MathF.FusedMultiplyAdd(*a.At(row, index), *b.At(index, column), sum);
                }

                *target = sum;
            }
        }
    }
}
