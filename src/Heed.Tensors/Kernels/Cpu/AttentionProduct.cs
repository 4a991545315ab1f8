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
    public static void Multiply<TSimd, TVector>(
        LeftFactor a, int rows, int inner, float* b, nint bRow, int columns, float* c, nint cRow, bool add, float* scale)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int last = rows - 1;
        var left = new Quad(a.Data, a.Row, last);
        float one = 1;
        var scales = new Quad(scale == null ? &one : scale, scale == null ? 0 : 1, last);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoVectors<TSimd, TVector>(Quad a, nint aInner, int inner, float* b, nint bRow, Quad c, bool add, Quad scales)
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

        nint at = 0;
        for (int i = 0; i < inner; i++)
        {
            TVector b0 = TSimd.Load(b);
            TVector b1 = TSimd.Load(b + TSimd.Width);
            TVector a0 = TSimd.Create(a.Zeroth[at]);
            c00 = TSimd.MultiplyAdd(a0, b0, c00);
            c01 = TSimd.MultiplyAdd(a0, b1, c01);
            TVector a1 = TSimd.Create(a.First[at]);
            c10 = TSimd.MultiplyAdd(a1, b0, c10);
            c11 = TSimd.MultiplyAdd(a1, b1, c11);
            TVector a2 = TSimd.Create(a.Second[at]);
            c20 = TSimd.MultiplyAdd(a2, b0, c20);
            c21 = TSimd.MultiplyAdd(a2, b1, c21);
            TVector a3 = TSimd.Create(a.Third[at]);
            c30 = TSimd.MultiplyAdd(a3, b0, c30);
            c31 = TSimd.MultiplyAdd(a3, b1, c31);
            at += aInner;
            b += bRow;
        }

        TVector s0 = TSimd.Create(*scales.Zeroth);
        TSimd.Store(TSimd.Multiply(c00, s0), c.Zeroth);
        TSimd.Store(TSimd.Multiply(c01, s0), c.Zeroth + TSimd.Width);
        TVector s1 = TSimd.Create(*scales.First);
        TSimd.Store(TSimd.Multiply(c10, s1), c.First);
        TSimd.Store(TSimd.Multiply(c11, s1), c.First + TSimd.Width);
        TVector s2 = TSimd.Create(*scales.Second);
        TSimd.Store(TSimd.Multiply(c20, s2), c.Second);
        TSimd.Store(TSimd.Multiply(c21, s2), c.Second + TSimd.Width);
        TVector s3 = TSimd.Create(*scales.Third);
        TSimd.Store(TSimd.Multiply(c30, s3), c.Third);
        TSimd.Store(TSimd.Multiply(c31, s3), c.Third + TSimd.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OneVector<TSimd, TVector>(Quad a, nint aInner, int inner, float* b, nint bRow, Quad c, bool add, Quad scales)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector c0 = TSimd.Zero, c1 = TSimd.Zero, c2 = TSimd.Zero, c3 = TSimd.Zero;
        if (add)
        {
            (c0, c1, c2, c3) = (TSimd.Load(c.Zeroth), TSimd.Load(c.First), TSimd.Load(c.Second), TSimd.Load(c.Third));
        }

        nint at = 0;
        for (int i = 0; i < inner; i++)
        {
            TVector b0 = TSimd.Load(b);
            c0 = TSimd.MultiplyAdd(TSimd.Create(a.Zeroth[at]), b0, c0);
            c1 = TSimd.MultiplyAdd(TSimd.Create(a.First[at]), b0, c1);
            c2 = TSimd.MultiplyAdd(TSimd.Create(a.Second[at]), b0, c2);
            c3 = TSimd.MultiplyAdd(TSimd.Create(a.Third[at]), b0, c3);
            at += aInner;
            b += bRow;
        }

        TSimd.Store(TSimd.Multiply(c0, TSimd.Create(*scales.Zeroth)), c.Zeroth);
        TSimd.Store(TSimd.Multiply(c1, TSimd.Create(*scales.First)), c.First);
        TSimd.Store(TSimd.Multiply(c2, TSimd.Create(*scales.Second)), c.Second);
        TSimd.Store(TSimd.Multiply(c3, TSimd.Create(*scales.Third)), c.Third);
    }

    // Head widths that are no multiple of the vector end here; they are rare.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PartialVector<TSimd, TVector>(
        Quad a, nint aInner, int inner, float* b, nint bRow, int count, Quad c, bool add, Quad scales)
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

        nint at = 0;
        for (int i = 0; i < inner; i++)
        {
            TVector b0 = TSimd.LoadPartial(b, count);
            c0 = TSimd.MultiplyAdd(TSimd.Create(a.Zeroth[at]), b0, c0);
            c1 = TSimd.MultiplyAdd(TSimd.Create(a.First[at]), b0, c1);
            c2 = TSimd.MultiplyAdd(TSimd.Create(a.Second[at]), b0, c2);
            c3 = TSimd.MultiplyAdd(TSimd.Create(a.Third[at]), b0, c3);
            at += aInner;
            b += bRow;
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
