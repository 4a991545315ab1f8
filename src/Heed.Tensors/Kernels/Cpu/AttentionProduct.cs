using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>The left factor of a small product: element (r, i) lies at Data[r · Row + i · Inner], so it may stand transposed in memory.</summary>
internal readonly unsafe struct LeftFactor(float* data, nint row, nint inner)
{
    public float* Data => data;

    public nint Row => row;

    public nint Inner => inner;
}

/// <summary>
/// The one matrix product of attention: up to four rows of C (+)= A · B, with the few dozen rows and columns of a head. All six products of
/// its forward and backward pass have this form: A's elements are broadcast, B's and C's rows are read along their vectors.
/// Each element of C is one chain of multiply-adds in the order of the inner index, whatever the shape: results do not depend on neighbours.
/// </summary>
/// <remarks>
/// Eight accumulators (four rows of two vectors) cover the latency of two multiply-adds a cycle. Fewer than four rows repeat the last
/// row, which costs nothing then (the chains, not the arithmetic, are the limit) and saves a kernel for each count.
/// </remarks>
internal static unsafe class AttentionProduct
{
    /// <summary>Rows of C in one call.</summary>
    public const int Rows = 4;

    /// <summary>
    /// C (rows, columns) = A (rows, inner) · B (inner, columns), plus C itself if <paramref name="add"/>; row r is then multiplied by
    /// <paramref name="scale"/>[r] unless that is null.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Multiply<TSimd, TVector>(
        LeftFactor a, int rows, int inner, float* b, nint bRow, int columns, float* c, nint cRow, bool add, float* scale)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int last = rows - 1;
        float one = 1;
        var left = new Quad(a.Data, a.Row, last);
        var scales = scale == null ? new Quad(&one, 0, last) : new Quad(scale, 1, last);
        int column = 0;
        for (; column + (2 * TSimd.Width) <= columns; column += 2 * TSimd.Width)
        {
            TwoVectors<TSimd, TVector>(left, a.Inner, inner, b + column, bRow, new Quad(c + column, cRow, last), add, scales);
        }

        for (; column < columns; column += TSimd.Width)
        {
            var target = new Quad(c + column, cRow, last);
            if (column + TSimd.Width <= columns)
            {
                OneVector<TSimd, TVector>(left, a.Inner, inner, b + column, bRow, target, add, scales);
            }
            else
            {
                PartialVector<TSimd, TVector>(left, a.Inner, inner, b + column, bRow, columns - column, target, add, scales);
            }
        }
    }

    // The three leaves read c and scales through their references only after the loop, which leaves the registers to the loop.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TwoVectors<TSimd, TVector>(in Quad a, nint aInner, int inner, float* b, nint bRow, in Quad c, bool add, in Quad scales)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector c00 = TSimd.Zero, c10 = TSimd.Zero, c20 = TSimd.Zero, c30 = TSimd.Zero;
        TVector c01 = TSimd.Zero, c11 = TSimd.Zero, c21 = TSimd.Zero, c31 = TSimd.Zero;
        if (add)
        {
            (c00, c01) = (TSimd.Load(c.Zeroth), TSimd.Load(c.Zeroth + TSimd.Width));
            (c10, c11) = (TSimd.Load(c.First), TSimd.Load(c.First + TSimd.Width));
            (c20, c21) = (TSimd.Load(c.Second), TSimd.Load(c.Second + TSimd.Width));
            (c30, c31) = (TSimd.Load(c.Third), TSimd.Load(c.Third + TSimd.Width));
        }

        float* a0 = a.Zeroth, a1 = a.First, a2 = a.Second, a3 = a.Third;
        for (nint at = 0, end = inner * aInner; at < end; at += aInner)
        {
            TVector b0 = TSimd.Load(b);
            TVector b1 = TSimd.Load(b + TSimd.Width);
            b += bRow;
            TVector v0 = TSimd.Create(a0[at]);
            c00 = TSimd.MultiplyAdd(v0, b0, c00);
            c01 = TSimd.MultiplyAdd(v0, b1, c01);
            TVector v1 = TSimd.Create(a1[at]);
            c10 = TSimd.MultiplyAdd(v1, b0, c10);
            c11 = TSimd.MultiplyAdd(v1, b1, c11);
            TVector v2 = TSimd.Create(a2[at]);
            c20 = TSimd.MultiplyAdd(v2, b0, c20);
            c21 = TSimd.MultiplyAdd(v2, b1, c21);
            TVector v3 = TSimd.Create(a3[at]);
            c30 = TSimd.MultiplyAdd(v3, b0, c30);
            c31 = TSimd.MultiplyAdd(v3, b1, c31);
        }

        Finish<TSimd, TVector>(c00, c01, c.Zeroth, *scales.Zeroth);
        Finish<TSimd, TVector>(c10, c11, c.First, *scales.First);
        Finish<TSimd, TVector>(c20, c21, c.Second, *scales.Second);
        Finish<TSimd, TVector>(c30, c31, c.Third, *scales.Third);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TSimd, TVector>(TVector left, TVector right, float* target, float scale)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector factor = TSimd.Create(scale);
        TSimd.Store(TSimd.Multiply(left, factor), target);
        TSimd.Store(TSimd.Multiply(right, factor), target + TSimd.Width);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void OneVector<TSimd, TVector>(in Quad a, nint aInner, int inner, float* b, nint bRow, in Quad c, bool add, in Quad scales)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector c0 = TSimd.Zero, c1 = TSimd.Zero, c2 = TSimd.Zero, c3 = TSimd.Zero;
        if (add)
        {
            (c0, c1, c2, c3) = (TSimd.Load(c.Zeroth), TSimd.Load(c.First), TSimd.Load(c.Second), TSimd.Load(c.Third));
        }

        float* a0 = a.Zeroth, a1 = a.First, a2 = a.Second, a3 = a.Third;
        for (nint at = 0, end = inner * aInner; at < end; at += aInner)
        {
            TVector b0 = TSimd.Load(b);
            b += bRow;
            c0 = TSimd.MultiplyAdd(TSimd.Create(a0[at]), b0, c0);
            c1 = TSimd.MultiplyAdd(TSimd.Create(a1[at]), b0, c1);
            c2 = TSimd.MultiplyAdd(TSimd.Create(a2[at]), b0, c2);
            c3 = TSimd.MultiplyAdd(TSimd.Create(a3[at]), b0, c3);
        }

        TSimd.Store(TSimd.Multiply(c0, TSimd.Create(*scales.Zeroth)), c.Zeroth);
        TSimd.Store(TSimd.Multiply(c1, TSimd.Create(*scales.First)), c.First);
        TSimd.Store(TSimd.Multiply(c2, TSimd.Create(*scales.Second)), c.Second);
        TSimd.Store(TSimd.Multiply(c3, TSimd.Create(*scales.Third)), c.Third);
    }

    // Head widths that are no multiple of the vector end here; they are rare.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PartialVector<TSimd, TVector>(
        in Quad a, nint aInner, int inner, float* b, nint bRow, int count, in Quad c, bool add, in Quad scales)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector c0 = TSimd.Zero, c1 = TSimd.Zero, c2 = TSimd.Zero, c3 = TSimd.Zero;
        if (add)
        {
            c0 = TSimd.LoadPartial(c.Zeroth, count);
            c1 = TSimd.LoadPartial(c.First, count);
            c2 = TSimd.LoadPartial(c.Second, count);
            c3 = TSimd.LoadPartial(c.Third, count);
        }

        float* a0 = a.Zeroth, a1 = a.First, a2 = a.Second, a3 = a.Third;
        for (nint at = 0, end = inner * aInner; at < end; at += aInner)
        {
            TVector b0 = TSimd.LoadPartial(b, count);
            b += bRow;
            c0 = TSimd.MultiplyAdd(TSimd.Create(a0[at]), b0, c0);
            c1 = TSimd.MultiplyAdd(TSimd.Create(a1[at]), b0, c1);
            c2 = TSimd.MultiplyAdd(TSimd.Create(a2[at]), b0, c2);
            c3 = TSimd.MultiplyAdd(TSimd.Create(a3[at]), b0, c3);
        }

        TSimd.StorePartial(TSimd.Multiply(c0, TSimd.Create(*scales.Zeroth)), c.Zeroth, count);
        TSimd.StorePartial(TSimd.Multiply(c1, TSimd.Create(*scales.First)), c.First, count);
        TSimd.StorePartial(TSimd.Multiply(c2, TSimd.Create(*scales.Second)), c.Second, count);
        TSimd.StorePartial(TSimd.Multiply(c3, TSimd.Create(*scales.Third)), c.Third, count);
    }

    /// <summary>Pointers to four rows; those past the last are the last.</summary>
    private readonly struct Quad(float* data, nint stride, int last)
    {
        public readonly float* Zeroth = data;
        public readonly float* First = data + (Math.Min(1, last) * stride);
        public readonly float* Second = data + (Math.Min(2, last) * stride);
        public readonly float* Third = data + (Math.Min(3, last) * stride);
    }
}
