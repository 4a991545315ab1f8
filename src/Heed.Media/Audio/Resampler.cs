using Heed.Text;

namespace Heed.Media.Audio;

/// <summary>
/// Changes the sampling rate while sound arrives: y(n) = Σ over k of x(k) · h(n · M/L − k), with h a sinc at the lower of the two rates' limits
/// under a Hann window of 16 zero crossings on either side (Smith, "Digital audio resampling", 2002). Silence is taken to lie before and behind.
/// </summary>
public sealed class Resampler
{
    private const int ZeroCrossings = 16;
    private const int LowestRate = 1000;
    private const int HighestRate = 384000;

    private readonly int up;
    private readonly int down;
    private readonly int half;
    private readonly float[] taps;
    private readonly List<float> input = [];
    private long inputStart;
    private long produced;

    /// <summary>From <paramref name="from"/> to <paramref name="to"/> samples a second.</summary>
    /// <exception cref="UserException">A rate that no sound has.</exception>
    public Resampler(int from, int to)
    {
        if (from is < LowestRate or > HighestRate)
        {
            throw new UserException($"A sound of {from} samples a second cannot be resampled; give one between {LowestRate} and {HighestRate} Hz.");
        }

        int divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(from, to);
        (up, down) = (to / divisor, from / divisor);
        double band = Math.Min(1, (double)to / from);
        half = up == down ? 1 : (int)Math.Ceiling(ZeroCrossings / band);
        taps = new float[up * 2 * half];
        for (int phase = 0; phase < up; phase++)
        {
            for (int tap = 0; tap < 2 * half; tap++)
            {
                double distance = (tap - half + 1) - ((double)phase / up);
                taps[(phase * 2 * half) + tap] = (float)Weight(distance, band);
            }
        }

        input.AddRange(new float[half - 1]);
        inputStart = 1 - half;
    }

    /// <summary>How many samples of the input a result waits for beyond its own time.</summary>
    public int Lookahead => half;

    /// <summary>The whole of a sound at another rate; the sound itself if it has that rate.</summary>
    /// <exception cref="UserException">A rate that no sound has.</exception>
    public static Waveform Convert(Waveform sound, int rate)
    {
        if (sound.Rate == rate)
        {
            return sound;
        }

        var resampler = new Resampler(sound.Rate, rate);
        var output = new List<float>();
        resampler.Push(sound.Samples, output);
        resampler.Finish(output);
        return new Waveform([.. output], rate);
    }

    /// <summary>Takes in samples and appends to <paramref name="output"/> those that can be computed by now.</summary>
    public void Push(ReadOnlySpan<float> samples, List<float> output)
    {
        input.AddRange(samples);
        Produce(output, long.MaxValue);
    }

    /// <summary>Appends the rest: the sound is over. As many samples come out as fit into its time, rounded up.</summary>
    public void Finish(List<float> output)
    {
        long received = inputStart + input.Count;
        input.AddRange(new float[half]);
        Produce(output, ((received * up) + down - 1) / down);
    }

    private void Produce(List<float> output, long end)
    {
        ReadOnlySpan<float> available = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(input);
        for (; produced < end; produced++)
        {
            long center = produced * down / up;
            int first = (int)(center - half + 1 - inputStart);
            if (first + (2 * half) > available.Length)
            {
                break;
            }

            int phase = (int)(produced * down % up);
            output.Add(Dot(available.Slice(first, 2 * half), taps.AsSpan(phase * 2 * half, 2 * half)));
        }

        int used = (int)Math.Min(input.Count, (produced * down / up) - half + 1 - inputStart);
        input.RemoveRange(0, used);
        inputStart += used;
    }

    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        float sum = 0;
        for (int index = 0; index < left.Length; index++)
        {
            sum += left[index] * right[index];
        }

        return sum;
    }

    private static double Weight(double distance, double band)
    {
        double turns = distance * band;
        double window = Math.Abs(turns) < ZeroCrossings ? 0.5 + (0.5 * Math.Cos(Math.PI * turns / ZeroCrossings)) : 0;
        return band * window * (turns == 0 ? 1 : Math.Sin(Math.PI * turns) / (Math.PI * turns));
    }
}
