using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu.Products;

/// <summary>
/// One row of A times several panels at once: decoding a single sentence. A tile of one row would have two chains of additions and spend
/// its time waiting for them; eight chains, on as many streams of weights, run as fast as memory gives.
/// </summary>
internal static unsafe class RowKernel
{
    /// <summary>Panels of one call.</summary>
    public const int Panels = 4;

    /// <summary>C (1, 4 panels) = [C +] a (1, depth) · B, in the order of sums of <see cref="MicroKernel"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector>(float* a, float* panels, nint panelStride, nint depth, float* c, bool accumulate)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int width = TSimd.Width;
        float* p0 = panels;
        float* p1 = p0 + panelStride;
        float* p2 = p1 + panelStride;
        float* p3 = p2 + panelStride;
        TVector c00 = TSimd.Zero, c01 = TSimd.Zero;
        TVector c10 = TSimd.Zero, c11 = TSimd.Zero;
        TVector c20 = TSimd.Zero, c21 = TSimd.Zero;
        TVector c30 = TSimd.Zero, c31 = TSimd.Zero;
        if (accumulate)
        {
            c00 = TSimd.Load(c);
            c01 = TSimd.Load(c + width);
            c10 = TSimd.Load(c + (2 * width));
            c11 = TSimd.Load(c + (3 * width));
            c20 = TSimd.Load(c + (4 * width));
            c21 = TSimd.Load(c + (5 * width));
            c30 = TSimd.Load(c + (6 * width));
            c31 = TSimd.Load(c + (7 * width));
        }

        nint offset = 0;
        for (nint k = 0; k < depth; k++)
        {
            TVector x = TSimd.Create(a[k]);
            c00 = TSimd.MultiplyAdd(x, TSimd.Load(p0 + offset), c00);
            c01 = TSimd.MultiplyAdd(x, TSimd.Load(p0 + offset + width), c01);
            c10 = TSimd.MultiplyAdd(x, TSimd.Load(p1 + offset), c10);
            c11 = TSimd.MultiplyAdd(x, TSimd.Load(p1 + offset + width), c11);
            c20 = TSimd.MultiplyAdd(x, TSimd.Load(p2 + offset), c20);
            c21 = TSimd.MultiplyAdd(x, TSimd.Load(p2 + offset + width), c21);
            c30 = TSimd.MultiplyAdd(x, TSimd.Load(p3 + offset), c30);
            c31 = TSimd.MultiplyAdd(x, TSimd.Load(p3 + offset + width), c31);
            offset += MicroKernel.Vectors * width;
        }

        TSimd.Store(c00, c);
        TSimd.Store(c01, c + width);
        TSimd.Store(c10, c + (2 * width));
        TSimd.Store(c11, c + (3 * width));
        TSimd.Store(c20, c + (4 * width));
        TSimd.Store(c21, c + (5 * width));
        TSimd.Store(c30, c + (6 * width));
        TSimd.Store(c31, c + (7 * width));
    }
}
