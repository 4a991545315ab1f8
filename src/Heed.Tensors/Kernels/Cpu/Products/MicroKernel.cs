using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu.Products;

/// <summary>
/// The innermost loop of the matrix product: a tile of C, up to 12 rows by two vectors, stays in registers while k runs.
/// 6 rows fill the 16 registers of AVX2 (12 sums, 2 of B, 1 of A), 12 rows the 32 of AVX-512.
/// </summary>
/// <remarks>
/// Every element of C is one chain of fused multiply-adds in the order of k, whatever the tile's shape and the tier. That is why an element
/// has the same bits on every path, next to whatever other rows. Locals are spelt out because the JIT keeps no array in registers; rows beyond
/// <c>TRows.Count</c> vanish when it compiles.
/// </remarks>
internal static unsafe class MicroKernel
{
    /// <summary>Vectors across a tile, so a panel of B is twice <c>TSimd.Width</c> columns wide.</summary>
    public const int Vectors = 2;

    /// <summary>
    /// Multiplies <paramref name="tiles"/> tiles, one under another: C = [C +] A · B with A (tiles · rows, depth) read where it lies, and B
    /// (depth, panel width) one packed panel.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TRows>(float* a, nint aStride, float* b, nint depth, float* c, nint cStride, int tiles, bool accumulate, Ahead ahead)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
        where TRows : struct, IRows
    {
        int width = TSimd.Width;
        int fetches = (ahead.Rows + tiles - 1) / tiles;
        for (int tile = 0; tile < tiles; tile++)
        {
            ahead.Fetch(tile, fetches);
            if (tile + 1 < tiles)
            {
                // Where the next tile goes. Activations seldom are in the cache, and a store that misses holds up those behind it.
                Ahead.FetchLines(c + (TRows.Count * cStride), cStride, TRows.Count);
            }

            float* panel = b;
            float* a0 = a;
            float* a1 = TRows.Count > 1 ? a0 + aStride : a;
            float* a2 = TRows.Count > 2 ? a1 + aStride : a;
            float* a3 = TRows.Count > 3 ? a2 + aStride : a;
            float* a4 = TRows.Count > 4 ? a3 + aStride : a;
            float* a5 = TRows.Count > 5 ? a4 + aStride : a;
            float* a6 = TRows.Count > 6 ? a5 + aStride : a;
            float* a7 = TRows.Count > 7 ? a6 + aStride : a;
            float* a8 = TRows.Count > 8 ? a7 + aStride : a;
            float* a9 = TRows.Count > 9 ? a8 + aStride : a;
            float* a10 = TRows.Count > 10 ? a9 + aStride : a;
            float* a11 = TRows.Count > 11 ? a10 + aStride : a;

            TVector c00 = TSimd.Zero, c01 = TSimd.Zero;
            TVector c10 = TSimd.Zero, c11 = TSimd.Zero;
            TVector c20 = TSimd.Zero, c21 = TSimd.Zero;
            TVector c30 = TSimd.Zero, c31 = TSimd.Zero;
            TVector c40 = TSimd.Zero, c41 = TSimd.Zero;
            TVector c50 = TSimd.Zero, c51 = TSimd.Zero;
            TVector c60 = TSimd.Zero, c61 = TSimd.Zero;
            TVector c70 = TSimd.Zero, c71 = TSimd.Zero;
            TVector c80 = TSimd.Zero, c81 = TSimd.Zero;
            TVector c90 = TSimd.Zero, c91 = TSimd.Zero;
            TVector c100 = TSimd.Zero, c101 = TSimd.Zero;
            TVector c110 = TSimd.Zero, c111 = TSimd.Zero;

            if (accumulate)
            {
                float* row = c;
                c00 = TSimd.Load(row);
                c01 = TSimd.Load(row + width);

                if (TRows.Count > 1)
                {
                    row += cStride;
                    c10 = TSimd.Load(row);
                    c11 = TSimd.Load(row + width);
                }

                if (TRows.Count > 2)
                {
                    row += cStride;
                    c20 = TSimd.Load(row);
                    c21 = TSimd.Load(row + width);
                }

                if (TRows.Count > 3)
                {
                    row += cStride;
                    c30 = TSimd.Load(row);
                    c31 = TSimd.Load(row + width);
                }

                if (TRows.Count > 4)
                {
                    row += cStride;
                    c40 = TSimd.Load(row);
                    c41 = TSimd.Load(row + width);
                }

                if (TRows.Count > 5)
                {
                    row += cStride;
                    c50 = TSimd.Load(row);
                    c51 = TSimd.Load(row + width);
                }

                if (TRows.Count > 6)
                {
                    row += cStride;
                    c60 = TSimd.Load(row);
                    c61 = TSimd.Load(row + width);
                }

                if (TRows.Count > 7)
                {
                    row += cStride;
                    c70 = TSimd.Load(row);
                    c71 = TSimd.Load(row + width);
                }

                if (TRows.Count > 8)
                {
                    row += cStride;
                    c80 = TSimd.Load(row);
                    c81 = TSimd.Load(row + width);
                }

                if (TRows.Count > 9)
                {
                    row += cStride;
                    c90 = TSimd.Load(row);
                    c91 = TSimd.Load(row + width);
                }

                if (TRows.Count > 10)
                {
                    row += cStride;
                    c100 = TSimd.Load(row);
                    c101 = TSimd.Load(row + width);
                }

                if (TRows.Count > 11)
                {
                    row += cStride;
                    c110 = TSimd.Load(row);
                    c111 = TSimd.Load(row + width);
                }
            }

            for (nint k = 0; k < depth; k++)
            {
                TVector b0 = TSimd.Load(panel), b1 = TSimd.Load(panel + width);
                panel += Vectors * width;
                TVector x = TSimd.Create(a0[k]);
                c00 = TSimd.MultiplyAdd(x, b0, c00);
                c01 = TSimd.MultiplyAdd(x, b1, c01);

                if (TRows.Count > 1)
                {
                    x = TSimd.Create(a1[k]);
                    c10 = TSimd.MultiplyAdd(x, b0, c10);
                    c11 = TSimd.MultiplyAdd(x, b1, c11);
                }

                if (TRows.Count > 2)
                {
                    x = TSimd.Create(a2[k]);
                    c20 = TSimd.MultiplyAdd(x, b0, c20);
                    c21 = TSimd.MultiplyAdd(x, b1, c21);
                }

                if (TRows.Count > 3)
                {
                    x = TSimd.Create(a3[k]);
                    c30 = TSimd.MultiplyAdd(x, b0, c30);
                    c31 = TSimd.MultiplyAdd(x, b1, c31);
                }

                if (TRows.Count > 4)
                {
                    x = TSimd.Create(a4[k]);
                    c40 = TSimd.MultiplyAdd(x, b0, c40);
                    c41 = TSimd.MultiplyAdd(x, b1, c41);
                }

                if (TRows.Count > 5)
                {
                    x = TSimd.Create(a5[k]);
                    c50 = TSimd.MultiplyAdd(x, b0, c50);
                    c51 = TSimd.MultiplyAdd(x, b1, c51);
                }

                if (TRows.Count > 6)
                {
                    x = TSimd.Create(a6[k]);
                    c60 = TSimd.MultiplyAdd(x, b0, c60);
                    c61 = TSimd.MultiplyAdd(x, b1, c61);
                }

                if (TRows.Count > 7)
                {
                    x = TSimd.Create(a7[k]);
                    c70 = TSimd.MultiplyAdd(x, b0, c70);
                    c71 = TSimd.MultiplyAdd(x, b1, c71);
                }

                if (TRows.Count > 8)
                {
                    x = TSimd.Create(a8[k]);
                    c80 = TSimd.MultiplyAdd(x, b0, c80);
                    c81 = TSimd.MultiplyAdd(x, b1, c81);
                }

                if (TRows.Count > 9)
                {
                    x = TSimd.Create(a9[k]);
                    c90 = TSimd.MultiplyAdd(x, b0, c90);
                    c91 = TSimd.MultiplyAdd(x, b1, c91);
                }

                if (TRows.Count > 10)
                {
                    x = TSimd.Create(a10[k]);
                    c100 = TSimd.MultiplyAdd(x, b0, c100);
                    c101 = TSimd.MultiplyAdd(x, b1, c101);
                }

                if (TRows.Count > 11)
                {
                    x = TSimd.Create(a11[k]);
                    c110 = TSimd.MultiplyAdd(x, b0, c110);
                    c111 = TSimd.MultiplyAdd(x, b1, c111);
                }
            }

            TSimd.Store(c00, c);
            TSimd.Store(c01, c + width);
            c += cStride;

            if (TRows.Count > 1)
            {
                TSimd.Store(c10, c);
                TSimd.Store(c11, c + width);
                c += cStride;
            }

            if (TRows.Count > 2)
            {
                TSimd.Store(c20, c);
                TSimd.Store(c21, c + width);
                c += cStride;
            }

            if (TRows.Count > 3)
            {
                TSimd.Store(c30, c);
                TSimd.Store(c31, c + width);
                c += cStride;
            }

            if (TRows.Count > 4)
            {
                TSimd.Store(c40, c);
                TSimd.Store(c41, c + width);
                c += cStride;
            }

            if (TRows.Count > 5)
            {
                TSimd.Store(c50, c);
                TSimd.Store(c51, c + width);
                c += cStride;
            }

            if (TRows.Count > 6)
            {
                TSimd.Store(c60, c);
                TSimd.Store(c61, c + width);
                c += cStride;
            }

            if (TRows.Count > 7)
            {
                TSimd.Store(c70, c);
                TSimd.Store(c71, c + width);
                c += cStride;
            }

            if (TRows.Count > 8)
            {
                TSimd.Store(c80, c);
                TSimd.Store(c81, c + width);
                c += cStride;
            }

            if (TRows.Count > 9)
            {
                TSimd.Store(c90, c);
                TSimd.Store(c91, c + width);
                c += cStride;
            }

            if (TRows.Count > 10)
            {
                TSimd.Store(c100, c);
                TSimd.Store(c101, c + width);
                c += cStride;
            }

            if (TRows.Count > 11)
            {
                TSimd.Store(c110, c);
                TSimd.Store(c111, c + width);
                c += cStride;
            }

            a += TRows.Count * aStride;
        }
    }
}
