using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>How a query and a key give a number. The attention kernels are written once, generic over it; the JIT makes a kernel for each.</summary>
internal unsafe interface IAttentionScore
{
    /// <summary>
    /// The scores, before scale and bias, of up to four query rows, <paramref name="width"/> = K wide, against <paramref name="count"/> keys in whole vectors: key j's
    /// element k lies at keys[k · keyStride + j], the score of row r goes to target[r · stride + j]. <paramref name="vector"/> is v (K) of the head, or null.
    /// </summary>
    static abstract void Scores<TSimd, TVector>(
        LeftFactor queries, int rows, int width, float* keys, nint keyStride, int count, float* target, nint stride, float* vector)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged;

    /// <summary>
    /// The gradients of up to four rows (of queries, or keys) from the gradients of their scores with <paramref name="inner"/> rows <paramref name="other"/> (of keys, or
    /// queries): target_r (+)= Σ gradient(r, i) · ∂score(r, i) / ∂row_r. Nothing is written to a target that is null.
    /// </summary>
    static abstract void Gradients<TSimd, TVector>(
        LeftFactor gradients, int rows, int inner, float* other, nint otherStride, int width, float* target, nint stride, bool add, in ScoreRows own)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged;
}

/// <summary>What the gradient of some scores may need besides: the rows themselves, v (K) of their head or null, and where the gradient of v is added, or null.</summary>
internal readonly unsafe struct ScoreRows(float* data, nint stride, float* vector, float* vectorGradient)
{
    public readonly float* Data = data;
    public readonly nint Stride = stride;
    public readonly float* Vector = vector;
    public readonly float* VectorGradient = vectorGradient;
}
