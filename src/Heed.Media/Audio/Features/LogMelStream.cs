using System.Runtime.InteropServices;

namespace Heed.Media.Audio.Features;

/// <summary>
/// Log-mel features of sound that arrives in pieces. Frame t is centred on sample 160 t and waits for the 200 samples behind it; the sound is mirrored
/// at its two ends. The same frames come out however the sound is cut; at most a window and a piece of it is held.
/// </summary>
public sealed class LogMelStream
{
    private const int Half = LogMel.Window / 2;
    private const double LowestEnergy = 1e-10;

    private static readonly double[] Hann = [.. Enumerable.Range(0, LogMel.Window).Select(index => 0.5 - (0.5 * Math.Cos(2 * Math.PI * index / LogMel.Window)))];
    private static readonly MelFilters Filters = new(LogMel.Bands, LogMel.Window, LogMel.SampleRate);

    private readonly FourierTransform transform = new(LogMel.Window);
    private readonly double[] windowed = new double[LogMel.Window];
    private readonly double[] power = new double[Half + 1];
    private readonly List<float> held = [];
    private long received;
    private long produced;

    /// <summary>Takes in samples at 16 kHz and appends each frame (80 numbers) that can be computed by now.</summary>
    public void Push(ReadOnlySpan<float> samples, List<float> frames)
    {
        bool wasStarted = received > Half;
        held.AddRange(samples);
        received += samples.Length;
        if (received <= Half)
        {
            return;
        }

        if (!wasStarted)
        {
            Span<float> mirrored = stackalloc float[Half];
            for (int index = 0; index < Half; index++)
            {
                mirrored[index] = held[Half - index];
            }

            held.InsertRange(0, mirrored);
        }

        Produce(frames, long.MaxValue);
    }

    /// <summary>Appends the last frames: the sound is over. A sound of less than 12.6 ms, too short to be mirrored, has none.</summary>
    public void Finish(List<float> frames)
    {
        if (received <= Half)
        {
            return;
        }

        int end = held.Count;
        for (int index = 0; index < Half; index++)
        {
            held.Add(held[end - 2 - index]);
        }

        Produce(frames, received / LogMel.Hop);
    }

    private void Produce(List<float> frames, long end)
    {
        int start = 0;
        for (; held.Count - start >= LogMel.Window && produced < end; start += LogMel.Hop, produced++)
        {
            AddFrame(CollectionsMarshal.AsSpan(held).Slice(start, LogMel.Window), frames);
        }

        held.RemoveRange(0, start);
    }

    private void AddFrame(ReadOnlySpan<float> samples, List<float> frames)
    {
        for (int index = 0; index < LogMel.Window; index++)
        {
            windowed[index] = samples[index] * Hann[index];
        }

        transform.Power(windowed, power);
        for (int band = 0; band < LogMel.Bands; band++)
        {
            frames.Add((float)((Math.Log10(Math.Max(Filters.Apply(band, power), LowestEnergy)) + 4) / 4));
        }
    }
}
