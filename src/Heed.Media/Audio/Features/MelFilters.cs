namespace Heed.Media.Audio.Features;

/// <summary>
/// Triangles over the frequencies, evenly spaced on Slaney's mel scale (linear below 1 kHz, logarithmic above) and each of area 1
/// (Slaney, "Auditory Toolbox", 1998): what Whisper's <c>mel_filters.npz</c> holds, computed.
/// </summary>
internal sealed class MelFilters
{
    private const double LinearStep = 200.0 / 3;
    private const double LogarithmicFrom = 1000;
    private static readonly double LogarithmicStep = Math.Log(6.4) / 27;

    private readonly int[] first;
    private readonly double[][] weights;

    /// <summary><paramref name="bands"/> triangles up to half the rate, for a transform of <paramref name="length"/> points.</summary>
    public MelFilters(int bands, int length, int rate)
    {
        (first, weights) = (new int[bands], new double[bands][]);
        double highest = ToMel(rate / 2.0);
        double[] corners = [.. Enumerable.Range(0, bands + 2).Select(index => ToHertz(highest * index / (bands + 1)))];
        for (int band = 0; band < bands; band++)
        {
            (double low, double middle, double high) = (corners[band], corners[band + 1], corners[band + 2]);
            first[band] = (int)Math.Ceiling(low * length / rate);
            int end = Math.Min(length / 2, (int)Math.Floor(high * length / rate));
            weights[band] = [.. Enumerable.Range(first[band], Math.Max(0, end - first[band] + 1)).Select(bin =>
            {
                double frequency = (double)bin * rate / length;
                return Math.Max(0, Math.Min((frequency - low) / (middle - low), (high - frequency) / (high - middle))) * 2 / (high - low);
            })];
        }
    }

    /// <summary>How many bands there are.</summary>
    public int Count => first.Length;

    /// <summary>The weight of one frequency in one band.</summary>
    public double this[int band, int bin] => bin >= first[band] && bin < first[band] + weights[band].Length ? weights[band][bin - first[band]] : 0;

    /// <summary>The energy of one band in a power spectrum.</summary>
    public double Apply(int band, ReadOnlySpan<double> power)
    {
        double sum = 0;
        double[] triangle = weights[band];
        for (int index = 0; index < triangle.Length; index++)
        {
            sum += triangle[index] * power[first[band] + index];
        }

        return sum;
    }

    private static double ToMel(double hertz) =>
        hertz < LogarithmicFrom ? hertz / LinearStep : (LogarithmicFrom / LinearStep) + (Math.Log(hertz / LogarithmicFrom) / LogarithmicStep);

    private static double ToHertz(double mel) =>
        mel < LogarithmicFrom / LinearStep ? mel * LinearStep : LogarithmicFrom * Math.Exp(LogarithmicStep * (mel - (LogarithmicFrom / LinearStep)));
}
