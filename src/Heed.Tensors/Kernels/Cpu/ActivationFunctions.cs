using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>One activation on one vector.</summary>
internal interface IActivationFunction
{
    /// <summary>
    /// Whether the backward pass looks at what came out, after dropout, so that the input need not be kept. Then an output above zero
    /// says that the element was kept, and no mask has to be computed again.
    /// </summary>
    static abstract bool UsesOutput { get; }

    /// <summary>f(x).</summary>
    static abstract TVector Value<TSimd, TVector>(TVector input)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged;

    /// <summary>f′ from the input, or from the output where <see cref="UsesOutput"/>.</summary>
    static abstract TVector Slope<TSimd, TVector>(TVector saved)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged;
}

/// <summary>y = x, for a layer with dropout alone.</summary>
internal readonly struct IdentityFunction : IActivationFunction
{
    public static bool UsesOutput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TSimd, TVector>(TVector input)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged => input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope<TSimd, TVector>(TVector saved)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged => TSimd.Create(1);
}

/// <summary>y = max(x, 0). NaN stays NaN, so that a broken model is seen.</summary>
internal readonly struct ReluFunction : IActivationFunction
{
    public static bool UsesOutput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TSimd, TVector>(TVector input)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged => TSimd.SelectGreater(TSimd.Zero, input, TSimd.Zero, input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope<TSimd, TVector>(TVector saved)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged => TSimd.SelectGreater(saved, TSimd.Zero, TSimd.Create(1), TSimd.Zero);
}

/// <summary>y = x · Φ(x), y′ = Φ(x) + x · φ(x) with the normal distribution's Φ and density φ.</summary>
internal readonly struct GeluFunction : IActivationFunction
{
    public static bool UsesOutput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TSimd, TVector>(TVector input)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged => TSimd.Multiply(input, Cumulative<TSimd, TVector>(input));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope<TSimd, TVector>(TVector saved)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector power = VectorMath.ExpOfNegative<TSimd, TVector>(TSimd.Multiply(TSimd.Multiply(saved, saved), TSimd.Create(-0.5f)));
        TVector density = TSimd.Multiply(power, TSimd.Create(0.398942280f)); // 1 / √(2π)
        return TSimd.MultiplyAdd(saved, density, Cumulative<TSimd, TVector>(saved));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Cumulative<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector half = TSimd.Create(0.5f);
        return TSimd.MultiplyAdd(VectorMath.Erf<TSimd, TVector>(TSimd.Multiply(x, TSimd.Create(0.707106781f))), half, half);
    }
}

/// <summary>y = x/2 · (1 + t), y′ = (1 + t)/2 + x/2 · (1 − t²) · u′ with t = tanh u, u = √(2/π) (x + 0.044715 x³).</summary>
internal readonly struct GeluTanhFunction : IActivationFunction
{
    private const float Root = 0.797884561f; // √(2/π)
    private const float Cubic = Root * 0.044715f;

    public static bool UsesOutput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TSimd, TVector>(TVector input)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector half = TSimd.Multiply(input, TSimd.Create(0.5f));
        return TSimd.MultiplyAdd(half, Inner<TSimd, TVector>(input), half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope<TSimd, TVector>(TVector saved)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        // Beyond ±12 the slope is 0 or 1 to the last bit; the bound keeps x³ · (1 − t²) from being ∞ · 0.
        TVector x = TSimd.SelectGreater(saved, TSimd.Create(12), TSimd.Create(12), saved);
        x = TSimd.SelectGreater(TSimd.Create(-12), x, TSimd.Create(-12), x);
        TVector half = TSimd.Create(0.5f);
        TVector tanh = Inner<TSimd, TVector>(x);
        TVector rest = TSimd.Subtract(TSimd.Create(1), TSimd.Multiply(tanh, tanh));
        TVector inner = TSimd.MultiplyAdd(TSimd.Multiply(x, x), TSimd.Create(3 * Cubic), TSimd.Create(Root));
        TVector slope = TSimd.Multiply(TSimd.Multiply(TSimd.Multiply(x, half), rest), inner);
        return TSimd.Add(TSimd.MultiplyAdd(tanh, half, half), slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Inner<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector factor = TSimd.MultiplyAdd(TSimd.Multiply(x, x), TSimd.Create(Cubic), TSimd.Create(Root));
        return VectorMath.Tanh<TSimd, TVector>(TSimd.Multiply(x, factor));
    }
}

/// <summary>y = x · σ(x), y′ = σ(x) · (1 + x · (1 − σ(x))) with σ(x) = ½ (1 + tanh(x / 2)).</summary>
internal readonly struct SiluFunction : IActivationFunction
{
    public static bool UsesOutput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TSimd, TVector>(TVector input)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged => TSimd.Multiply(input, Sigmoid<TSimd, TVector>(input));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope<TSimd, TVector>(TVector saved)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        // Beyond ±30 the slope is 0 or 1 to the last bit; the bound keeps ∞ · 0 out.
        TVector x = TSimd.SelectGreater(saved, TSimd.Create(30), TSimd.Create(30), saved);
        x = TSimd.SelectGreater(TSimd.Create(-30), x, TSimd.Create(-30), x);
        TVector sigmoid = Sigmoid<TSimd, TVector>(x);
        TVector rest = TSimd.Subtract(TSimd.Create(1), sigmoid);
        return TSimd.MultiplyAdd(TSimd.Multiply(sigmoid, x), rest, sigmoid);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sigmoid<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector half = TSimd.Create(0.5f);
        return TSimd.MultiplyAdd(VectorMath.Tanh<TSimd, TVector>(TSimd.Multiply(x, half)), half, half);
    }
}

/// <summary>y = tanh x, y′ = 1 − y².</summary>
internal readonly struct TanhFunction : IActivationFunction
{
    // Dropout may have changed what came out, so the slope is taken from what went in.
    public static bool UsesOutput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TSimd, TVector>(TVector input)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged => VectorMath.Tanh<TSimd, TVector>(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope<TSimd, TVector>(TVector saved)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector tanh = VectorMath.Tanh<TSimd, TVector>(saved);
        return TSimd.Subtract(TSimd.Create(1), TSimd.Multiply(tanh, tanh));
    }
}
