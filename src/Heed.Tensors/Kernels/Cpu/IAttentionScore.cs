using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>How a query and a key give a number. The attention kernels are written once, generic over it; the JIT makes a kernel for each.</summary>
internal unsafe interface IAttentionScore
{
    /// <summary>
    /// The scores, before scale and bias, of up to four query rows against <paramref name="keys"/>.Count keys; row r goes to <paramref name="target"/> + r ·
    /// <paramref name="stride"/>. <paramref name="vector"/> is v (K) of the head, if the score has one.
    /// </summary>
    static abstract void Scores<TSimd, TVector>(in HeadRows queries, int rows, in TransposedKeys keys, float* target, nint stride, float* vector)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged;

    /// <summary>
    /// The gradients of up to four of <paramref name="own"/> (queries, or keys) from the gradients of their scores with <paramref name="inner"/> of
    /// <paramref name="other"/> (keys, or queries): target_r (+)= Σ gradient(r, i) · ∂score(r, i) / ∂own_r. The gradient of the vector, unless null, is added to.
    /// </summary>
    static abstract void Gradients<TSimd, TVector>(
        LeftFactor gradients, int rows, int inner, in HeadRows own, in HeadRows other, in ScoreTargets targets)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged;
}

/// <summary>One head's columns of some rows: the first row's, and the floats from row to row. K is their width.</summary>
internal readonly unsafe struct HeadRows(float* data, nint stride, int width)
{
    public readonly float* Data = data;
    public readonly nint Stride = stride;
    public readonly int Width = width;
}

/// <summary>Some keys of one head, transposed: element (k, j) lies at Data[k · Stride + j], in whole vectors.</summary>
internal readonly unsafe struct TransposedKeys(float* data, nint stride, int count)
{
    public readonly float* Data = data;
    public readonly nint Stride = stride;
    public readonly int Count = count;
}

/// <summary>Where gradients of queries or keys go, or null; whether they add; and v (K) with its gradient, each null if there is none.</summary>
internal readonly unsafe struct ScoreTargets(float* rows, nint stride, bool add, float* vector, float* vectorGradient)
{
    public readonly float* Rows = rows;
    public readonly nint Stride = stride;
    public readonly bool Add = add;
    public readonly float* Vector = vector;
    public readonly float* VectorGradient = vectorGradient;
}
