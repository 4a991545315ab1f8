using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>score = q · k (Luong, Pham and Manning, 2015; with a scale Vaswani et al., 2017).</summary>
internal readonly unsafe struct DotProductScore : IAttentionScore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scores<TSimd, TVector>(in HeadRows queries, int rows, in TransposedKeys keys, float* target, nint stride, float* vector)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged =>
        AttentionProduct.Multiply<TSimd, TVector>(
            new LeftFactor(queries.Data, queries.Stride, 1), rows, queries.Width, keys.Data, keys.Stride, keys.Count, target, stride, add: false, scale: null);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gradients<TSimd, TVector>(LeftFactor gradients, int rows, int inner, in HeadRows own, in HeadRows other, in ScoreTargets targets)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        if (targets.Rows != null)
        {
            AttentionProduct.Multiply<TSimd, TVector>(
                gradients, rows, inner, other.Data, other.Stride, own.Width, targets.Rows, targets.Stride, targets.Add, scale: null);
        }
    }
}
