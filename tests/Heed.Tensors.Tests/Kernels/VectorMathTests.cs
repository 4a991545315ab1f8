using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class VectorMathTests
{
    public static TheoryData<string> Functions => ["Exp", "ExpOfNegative", "Tanh", "Sigmoid", "Log", "Erf"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Close_to_the_last_place_at_every_tier(string function)
    {
        Sweep<Simd1, float>(function);
        Sweep<Simd128, System.Runtime.Intrinsics.Vector128<float>>(function);
        Sweep<Simd256, System.Runtime.Intrinsics.Vector256<float>>(function);
        Sweep<Simd512, System.Runtime.Intrinsics.Vector512<float>>(function);
    }

    [Theory]
    [InlineData("Exp", float.NegativeInfinity, 0)]
    [InlineData("Exp", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("Exp", 89, float.PositiveInfinity)]
    [InlineData("Exp", -200, 0)]
    [InlineData("Exp", 0, 1)]
    [InlineData("Exp", float.NaN, float.NaN)]
    [InlineData("ExpOfNegative", float.NegativeInfinity, 0)]
    [InlineData("ExpOfNegative", -1e30f, 0)]
    [InlineData("ExpOfNegative", 0, 1)]
    [InlineData("ExpOfNegative", float.NaN, float.NaN)]
    [InlineData("Tanh", float.NegativeInfinity, -1)]
    [InlineData("Tanh", float.PositiveInfinity, 1)]
    [InlineData("Tanh", 30, 1)]
    [InlineData("Tanh", 0, 0)]
    [InlineData("Tanh", float.NaN, float.NaN)]
    [InlineData("Sigmoid", float.NegativeInfinity, 0)]
    [InlineData("Sigmoid", float.PositiveInfinity, 1)]
    [InlineData("Sigmoid", 0, 0.5f)]
    [InlineData("Sigmoid", float.NaN, float.NaN)]
    [InlineData("Log", 0, float.NegativeInfinity)]
    [InlineData("Log", 1, 0)]
    [InlineData("Log", -1, float.NaN)]
    [InlineData("Log", float.NegativeInfinity, float.NaN)]
    [InlineData("Log", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("Log", float.NaN, float.NaN)]
    [InlineData("Erf", float.NegativeInfinity, -1)]
    [InlineData("Erf", float.PositiveInfinity, 1)]
    [InlineData("Erf", 0, 0)]
    [InlineData("Erf", float.NaN, float.NaN)]
    public void Limits_are_exact(string function, float x, float expected)
    {
        Assert.Equal(expected, Apply<Simd1, float>(function, x));
        Assert.Equal(expected, Apply<Simd128, System.Runtime.Intrinsics.Vector128<float>>(function, x));
        Assert.Equal(expected, Apply<Simd256, System.Runtime.Intrinsics.Vector256<float>>(function, x));
        Assert.Equal(expected, Apply<Simd512, System.Runtime.Intrinsics.Vector512<float>>(function, x));
    }

    private static void Sweep<TSimd, TVector>(string function)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        double worst = 0;
        float worstAt = 0;
        // All magnitudes: every 9973rd float, both signs.
        for (uint bits = 0; bits < 0x7F800000; bits += 9973)
        {
            float size = BitConverter.UInt32BitsToSingle(bits);
            foreach (float x in (ReadOnlySpan<float>)[size, -size])
            {
                if ((function == "Log" && x <= 0) || (function == "ExpOfNegative" && x > 0))
                {
                    continue;
                }

                double expected = Expected(function, x);
                float got = Apply<TSimd, TVector>(function, x);
                if (Math.Abs(expected) < 2.4e-38 && function != "Log")
                {
                    Assert.True(Math.Abs(got - expected) < 2.4e-38, $"{function}({x:R}) = {got:R}");
                }
                else if (Math.Abs(expected) > float.MaxValue)
                {
                    Assert.Equal(expected > 0 ? float.PositiveInfinity : float.NegativeInfinity, got);
                }
                else
                {
                    double error = Math.Abs(got - expected) / Unit((float)expected);
                    (worst, worstAt) = error > worst ? (error, x) : (worst, worstAt);
                }
            }
        }

        Assert.True(worst <= (function == "Tanh" ? 2.5 : 2), $"{function} at width {TSimd.Width}: {worst:F2} units in the last place at {worstAt:R}");
    }

    private static double Unit(float value) => Math.Max(float.Epsilon, MathF.BitIncrement(MathF.Abs(value)) - MathF.Abs(value));

    private static float Apply<TSimd, TVector>(string function, float x)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector value = TSimd.Create(x);
        TVector result = function switch
        {
            "Exp" => VectorMath.Exp<TSimd, TVector>(value),
            "ExpOfNegative" => VectorMath.ExpOfNegative<TSimd, TVector>(value),
            "Tanh" => VectorMath.Tanh<TSimd, TVector>(value),
            "Sigmoid" => VectorMath.Sigmoid<TSimd, TVector>(value),
            "Log" => VectorMath.Log<TSimd, TVector>(value),
            _ => VectorMath.Erf<TSimd, TVector>(value),
        };
        float* lanes = stackalloc float[TSimd.Width];
        TSimd.Store(result, lanes);
        return lanes[TSimd.Width - 1];
    }

    private static double Expected(string function, double x) => function switch
    {
        "Exp" or "ExpOfNegative" => Math.Exp(x),
        "Tanh" => Math.Tanh(x),
        "Sigmoid" => 1 / (1 + Math.Exp(-x)),
        "Log" => Math.Log(x),
        _ => Erf(x),
    };

    // The Taylor series up to 3, and a continued fraction beyond: both to double precision.
    private static double Erf(double x)
    {
        double size = Math.Abs(x);
        double value = 1;
        if (size < 3)
        {
            double term = size;
            value = size;
            for (int n = 1; Math.Abs(term) > 1e-18 * value; n++)
            {
                term *= -size * size / n;
                value += term / ((2 * n) + 1);
            }

            value *= 2 / Math.Sqrt(Math.PI);
        }
        else if (size < 6)
        {
            double fraction = size;
            for (int n = 60; n > 0; n--)
            {
                fraction = size + (n / 2.0 / fraction);
            }

            value = 1 - (Math.Exp(-size * size) / (fraction * Math.Sqrt(Math.PI)));
        }

        return x < 0 ? -value : value;
    }
}
