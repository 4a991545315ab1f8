using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// Elementary functions of one vector, within 2 units in the last place (tanh 2.5; measured over all magnitudes by VectorMathTests) at every tier,
/// without a branch. NaN gives NaN. Polynomials are minimax fits, made for this file.
/// </summary>
internal static class VectorMath
{
    private const float LogTwoHigh = 0.693359375f; // nine bits, so that n · LogTwoHigh is exact
    private const float LogTwoLow = -2.12194440e-4f;

    /// <summary>
    /// e^x. Results above the largest float are +∞, those under 2^-125 (also of −∞) are 0: denormal results are not worth their time.
    /// </summary>
    /// <remarks>x = n · ln 2 + r with |r| ≤ ln 2 / 2, and e^x = 2^n · e^r.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TSimd, TVector>(TVector x)
        where TSimd : ISimd<TVector>
        where TVector : unmanaged
    {
        const float Highest = 88.72284f; // the last x with a finite result
        const float Lowest = -86.64340f; // 2^-125
        TVector highest = TSimd.Create(Highest);
        TVector lowest = TSimd.Create(Lowest);
        TVector exponent = TSimd.Round(TSimd.Multiply(TSimd.Min(TSimd.Max(x, lowest), highest), TSimd.Create(1.44269504f)));
        TVector rest = Reduce<TSimd, TVector>(x, exponent);
        TVector one = TSimd.Create(1);
        TVector power = TSimd.Add(ExpMinusOneReduced<TSimd, TVector>(rest), one);

        // 2^128 is no float: half the power, twice the rest.
        TVector result = TSimd.ScaleByPowerOfTwo(TSimd.Add(power, power), TSimd.Subtract(exponent, one));
        result = TSimd.SelectGreater(x, highest, TSimd.Create(float.PositiveInfinity), result);
        return TSimd.SelectGreater(lowest, x, TSimd.Zero, result);
    }

    /// <summary>e^x for x ≤ 0: <see cref="Exp"/> without the care for large results. This is the softmax's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ExpOfNegative<TSimd, TVector>(TVector x)
        where TSimd : ISimd<TVector>
        where TVector : unmanaged
    {
        TVector lowest = TSimd.Create(-86.64340f);
        TVector exponent = TSimd.Round(TSimd.Multiply(TSimd.Max(x, lowest), TSimd.Create(1.44269504f)));
        TVector power = TSimd.Add(ExpMinusOneReduced<TSimd, TVector>(Reduce<TSimd, TVector>(x, exponent)), TSimd.Create(1));
        return TSimd.SelectGreater(lowest, x, TSimd.Zero, TSimd.ScaleByPowerOfTwo(power, exponent));
    }

    /// <summary>tanh x = m / (m + 2) with m = e^2x − 1, which keeps its precision near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TSimd, TVector>(TVector x)
        where TSimd : ISimd<TVector>
        where TVector : unmanaged
    {
        // From the limit on the result rounds to 1.
        TVector limit = TSimd.Create(9.1f);
        TVector size = TSimd.Abs(x);
        TVector clamped = TSimd.SelectGreater(size, limit, limit, size);
        TVector twice = TSimd.Add(clamped, clamped);
        TVector exponent = TSimd.Round(TSimd.Multiply(twice, TSimd.Create(1.44269504f)));
        TVector one = TSimd.Create(1);
        TVector scale = TSimd.ScaleByPowerOfTwo(one, exponent);
        TVector rest = ExpMinusOneReduced<TSimd, TVector>(Reduce<TSimd, TVector>(twice, exponent));
        TVector minusOne = TSimd.MultiplyAdd(scale, rest, TSimd.Subtract(scale, one));
        TVector result = TSimd.Divide(minusOne, TSimd.Add(minusOne, TSimd.Create(2)));
        return TSimd.SelectGreater(TSimd.Zero, x, TSimd.Subtract(TSimd.Zero, result), result);
    }

    /// <summary>1 / (1 + e^−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TSimd, TVector>(TVector x)
        where TSimd : ISimd<TVector>
        where TVector : unmanaged
    {
        TVector one = TSimd.Create(1);
        return TSimd.Divide(one, TSimd.Add(one, Exp<TSimd, TVector>(TSimd.Subtract(TSimd.Zero, x))));
    }

    /// <summary>The natural logarithm. 0 gives −∞, negative numbers NaN.</summary>
    /// <remarks>x = 2^n · (1 + f) with 1 + f in [√½, √2), and ln x = n · ln 2 + ln(1 + f).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log<TSimd, TVector>(TVector x)
        where TSimd : ISimd<TVector>
        where TVector : unmanaged
    {
        TVector smallest = TSimd.Create(1.17549435e-38f);
        TVector one = TSimd.Create(1);

        // Denormals enter 2^24 times as large.
        TVector normal = TSimd.SelectGreater(smallest, x, TSimd.Multiply(x, TSimd.Create(16777216)), x);
        TVector exponent = TSimd.Subtract(TSimd.Exponent(normal), TSimd.SelectGreater(smallest, x, TSimd.Create(24), TSimd.Zero));
        TVector mantissa = TSimd.Mantissa(normal);
        TVector root = TSimd.Create(1.41421356f);
        exponent = TSimd.SelectGreater(mantissa, root, TSimd.Add(exponent, one), exponent);
        mantissa = TSimd.SelectGreater(mantissa, root, TSimd.Multiply(mantissa, TSimd.Create(0.5f)), mantissa);

        TVector f = TSimd.Subtract(mantissa, one);
        TVector square = TSimd.Multiply(f, f);
        TVector p = TSimd.MultiplyAdd(TSimd.Create(-0.0763441920f), f, TSimd.Create(0.127615511f));
        p = TSimd.MultiplyAdd(p, f, TSimd.Create(-0.131601930f));
        p = TSimd.MultiplyAdd(p, f, TSimd.Create(0.142017618f));
        p = TSimd.MultiplyAdd(p, f, TSimd.Create(-0.166233569f));
        p = TSimd.MultiplyAdd(p, f, TSimd.Create(0.200012267f));
        p = TSimd.MultiplyAdd(p, f, TSimd.Create(-0.250008196f));
        p = TSimd.MultiplyAdd(p, f, TSimd.Create(0.333333313f));
        TVector tail = TSimd.Multiply(TSimd.Multiply(p, f), square);
        tail = TSimd.MultiplyAdd(exponent, TSimd.Create(LogTwoLow), tail);
        tail = TSimd.MultiplyAdd(square, TSimd.Create(-0.5f), tail);
        TVector result = TSimd.MultiplyAdd(exponent, TSimd.Create(LogTwoHigh), TSimd.Add(f, tail));

        // x − x carries a NaN over; an infinite x is set right after it.
        result = TSimd.Add(result, TSimd.Subtract(x, x));
        result = TSimd.SelectGreater(x, TSimd.Create(float.MaxValue), x, result);
        result = TSimd.SelectGreater(TSimd.Create(float.Epsilon), x, TSimd.Create(float.NegativeInfinity), result);
        return TSimd.SelectGreater(TSimd.Zero, x, TSimd.Create(float.NaN), result);
    }

    /// <summary>The error function: x · p(x²) up to 0.92, and 1 − e^−q(|x|) from there on, where q fits −ln erfc.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Erf<TSimd, TVector>(TVector x)
        where TSimd : ISimd<TVector>
        where TVector : unmanaged
    {
        TVector size = TSimd.Abs(x);
        TVector square = TSimd.Multiply(x, x);
        TVector p = TSimd.MultiplyAdd(TSimd.Create(-0.000599940424f), square, TSimd.Create(0.00499482965f));
        p = TSimd.MultiplyAdd(p, square, TSimd.Create(-0.0267677195f));
        p = TSimd.MultiplyAdd(p, square, TSimd.Create(0.112818457f));
        p = TSimd.MultiplyAdd(p, square, TSimd.Create(-0.376124978f));
        p = TSimd.MultiplyAdd(p, square, TSimd.Create(0.128379107f));
        TVector small = TSimd.MultiplyAdd(p, x, x);

        TVector bounded = TSimd.Min(size, TSimd.Create(4));
        TVector q = TSimd.MultiplyAdd(TSimd.Create(-0.000195937187f), bounded, TSimd.Create(0.00304321689f));
        q = TSimd.MultiplyAdd(q, bounded, TSimd.Create(-0.0222269185f));
        q = TSimd.MultiplyAdd(q, bounded, TSimd.Create(0.103931591f));
        q = TSimd.MultiplyAdd(q, bounded, TSimd.Create(0.637182236f));
        q = TSimd.MultiplyAdd(q, bounded, TSimd.Create(1.12767565f));
        q = TSimd.MultiplyAdd(q, bounded, TSimd.Create(0.000195676010f));
        TVector large = TSimd.Subtract(TSimd.Create(1), ExpOfNegative<TSimd, TVector>(TSimd.Subtract(TSimd.Zero, q)));
        large = TSimd.SelectGreater(TSimd.Zero, x, TSimd.Subtract(TSimd.Zero, large), large);
        return TSimd.SelectGreater(size, TSimd.Create(0.92f), large, small);
    }

    // x − n · ln 2, in two steps to keep the low bits. An infinite or NaN x stays infinite or NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Reduce<TSimd, TVector>(TVector x, TVector exponent)
        where TSimd : ISimd<TVector>
        where TVector : unmanaged
    {
        TVector high = TSimd.MultiplyAdd(exponent, TSimd.Create(-LogTwoHigh), x);
        return TSimd.MultiplyAdd(exponent, TSimd.Create(-LogTwoLow), high);
    }

    // e^r − 1 for |r| ≤ ln 2 / 2, relative error 1.4e-8 before rounding.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpMinusOneReduced<TSimd, TVector>(TVector r)
        where TSimd : ISimd<TVector>
        where TVector : unmanaged
    {
        TVector p = TSimd.MultiplyAdd(TSimd.Create(0.00138824992f), r, TSimd.Create(0.00836654846f));
        p = TSimd.MultiplyAdd(p, r, TSimd.Create(0.0416672006f));
        p = TSimd.MultiplyAdd(p, r, TSimd.Create(0.166665435f));
        p = TSimd.MultiplyAdd(p, r, TSimd.Create(0.49999997f));
        return TSimd.MultiplyAdd(TSimd.Multiply(r, r), p, r);
    }
}
