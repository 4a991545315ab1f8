using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>score = q · k (Luong, Pham and Manning, 2015; with a scale Vaswani et al., 2017).</summary>
internal readonly unsafe struct DotProductScore : IAttentionScore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scores<TSimd, TVector>(
        LeftFactor queries, int rows, int width, float* keys, nint keyStride, int count, float* target, nint stride, float* vector)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged =>
        AttentionProduct.Multiply<TSimd, TVector>(queries, rows, width, keys, keyStride, count, target, stride, add: false, scale: null);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gradients<TSimd, TVector>(
        LeftFactor gradients, int rows, int inner, float* other, nint otherStride, int width, float* target, nint stride, bool add, in ScoreRows own)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        if (target != null)
        {
            AttentionProduct.Multiply<TSimd, TVector>(gradients, rows, inner, other, otherStride, width, target, stride, add, scale: null);
        }
    }
}
