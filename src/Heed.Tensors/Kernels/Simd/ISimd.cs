namespace Heed.Tensors.Kernels.Simd;

/// <summary>
/// One vector width. A kernel is written once, generic over (<typeparamref name="TVector"/>, its <see cref="ISimd{TVector}"/>), and
/// runs at every tier: <see cref="Simd512"/>, <see cref="Simd256"/>, <see cref="Simd128"/> (SSE, ARM) and <see cref="Simd1"/> (scalar).
/// The JIT specialises a kernel per tier, so the abstraction costs nothing. <see cref="Tier"/> chooses the tier, nobody else.
/// </summary>
/// <remarks>
/// <c>MultiplyAdd</c> is fused everywhere (a single rounding), so that tiers differ only in the order of sums.
/// Loads and stores need no alignment. <c>LoadPartial</c> reads just <c>count</c> floats (0 ≤ count ≤ Width) and fills the rest with 0.
/// </remarks>
internal unsafe interface ISimd<TVector>
    where TVector : unmanaged
{
    static abstract int Width { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Create(float value);

    static abstract TVector Load(float* source);

    static abstract TVector LoadPartial(float* source, int count);

    static abstract void Store(TVector value, float* target);

    static abstract void StorePartial(TVector value, float* target, int count);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>left · right + addend, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>The larger lane. Which operand wins when one is NaN is not specified.</summary>
    static abstract TVector Max(TVector left, TVector right);

    static abstract TVector Min(TVector left, TVector right);

    static abstract TVector Sqrt(TVector value);

    static abstract TVector Abs(TVector value);

    /// <summary>The nearest integer, ties to even.</summary>
    static abstract TVector Round(TVector value);

    /// <summary>value · 2^exponent for integral exponents in [-126, 127].</summary>
    static abstract TVector ScaleByPowerOfTwo(TVector value, TVector exponent);

    /// <summary>⌊log2 value⌋ of positive normal numbers.</summary>
    static abstract TVector Exponent(TVector value);

    /// <summary>value / 2^Exponent(value), in [1, 2), of positive normal numbers.</summary>
    static abstract TVector Mantissa(TVector value);

    /// <summary>Per lane: left &gt; right ? whenTrue : whenFalse.</summary>
    static abstract TVector SelectGreater(TVector left, TVector right, TVector whenTrue, TVector whenFalse);

    /// <summary>The sum of all lanes.</summary>
    static abstract float Sum(TVector value);

    /// <summary>The largest lane.</summary>
    static abstract float MaxAcross(TVector value);

    /// <summary>Every lane holds these 32 bits, whatever they mean as a float.</summary>
    static abstract TVector CreateBits(uint bits);

    /// <summary>
    /// Dropout factors of the <c>Width</c> elements index, index + 1, …: <paramref name="scale"/> where the element is kept and 0 where it is
    /// dropped, which is where <c>Hash(key, index) &lt; threshold</c>, see <see cref="DropoutHash"/>; tiers agree bit for bit. Key and threshold come
    /// from <see cref="CreateBits"/>; <see cref="DropoutLanes{TSimd, TVector}"/> keeps the three.
    /// </summary>
    static abstract TVector DropoutFactors(TVector key, uint index, TVector threshold, TVector scale);
}
