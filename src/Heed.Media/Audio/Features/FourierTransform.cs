namespace Heed.Media.Audio.Features;

/// <summary>
/// |X(k)|² of a real signal of even length N: X(k) = Σ over n of x(n) · e^(−2πi·nk/N), k = 0 … N/2. Even and odd samples go as one complex
/// signal through a Stockham transform of N/2 points, one pass for each prime factor, and are taken apart afterwards (Cooley and Tukey, 1965).
/// Not for several threads at once: it has scratch memory of its own.
/// </summary>
internal sealed class FourierTransform
{
    private readonly int half;
    private readonly int[] factors;
    private readonly double[] cosine;
    private readonly double[] sine;
    private double[] real;
    private double[] imaginary;
    private double[] nextReal;
    private double[] nextImaginary;

    /// <summary>For signals of <paramref name="length"/> samples; fast if that has small prime factors.</summary>
    public FourierTransform(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(length % 2, 0);
        Length = length;
        half = length / 2;
        factors = Factors(half);
        (cosine, sine) = (new double[length], new double[length]);
        for (int index = 0; index < length; index++)
        {
            (sine[index], cosine[index]) = Math.SinCos(-2 * Math.PI * index / length);
        }

        (real, imaginary, nextReal, nextImaginary) = (new double[half], new double[half], new double[half], new double[half]);
    }

    /// <summary>N.</summary>
    public int Length { get; }

    /// <summary>Writes |X(k)|² for k = 0 … N/2, N/2 + 1 numbers, to <paramref name="power"/>.</summary>
    public void Power(ReadOnlySpan<double> signal, Span<double> power)
    {
        for (int index = 0; index < half; index++)
        {
            (real[index], imaginary[index]) = (signal[2 * index], signal[(2 * index) + 1]);
        }

        Transform();
        for (int k = 0; k <= half; k++)
        {
            // With Z the transform of even + i · odd: E = (Z(k) + Z*(−k)) / 2, O = (Z(k) − Z*(−k)) / 2i, X(k) = E + e^(−2πik/N) · O.
            (int at, int mirror) = (k % half, (half - k) % half);
            double evenReal = (real[at] + real[mirror]) / 2;
            double evenImaginary = (imaginary[at] - imaginary[mirror]) / 2;
            double oddReal = (imaginary[at] + imaginary[mirror]) / 2;
            double oddImaginary = (real[mirror] - real[at]) / 2;
            double x = evenReal + (cosine[k] * oddReal) - (sine[k] * oddImaginary);
            double y = evenImaginary + (cosine[k] * oddImaginary) + (sine[k] * oddReal);
            power[k] = (x * x) + (y * y);
        }
    }

    private void Transform()
    {
        int stride = 1;
        int left = half;
        foreach (int radix in factors)
        {
            left /= radix;
            Pass(radix, left, stride);
            stride *= radix;
            (real, nextReal) = (nextReal, real);
            (imaginary, nextImaginary) = (nextImaginary, imaginary);
        }
    }

    // y[q + s(rp + k)] = w(pks) · Σ over j of x[q + s(p + mj)] · w(jkN/r), with w(t) = e^(−2πit/half).
    private void Pass(int radix, int count, int stride)
    {
        for (int p = 0; p < count; p++)
        {
            for (int k = 0; k < radix; k++)
            {
                for (int q = 0; q < stride; q++)
                {
                    double sumReal = 0;
                    double sumImaginary = 0;
                    for (int j = 0; j < radix; j++)
                    {
                        int from = q + (stride * (p + (count * j)));
                        int turn = 2 * (((j * k * (half / radix)) + (p * k * stride)) % half);
                        sumReal += (real[from] * cosine[turn]) - (imaginary[from] * sine[turn]);
                        sumImaginary += (real[from] * sine[turn]) + (imaginary[from] * cosine[turn]);
                    }

                    int to = q + (stride * ((radix * p) + k));
                    (nextReal[to], nextImaginary[to]) = (sumReal, sumImaginary);
                }
            }
        }
    }

    private static int[] Factors(int number)
    {
        var factors = new List<int>();
        for (int candidate = 2; number > 1; candidate++)
        {
            for (; number % candidate == 0; number /= candidate)
            {
                factors.Add(candidate);
            }
        }

        return [.. factors];
    }
}
