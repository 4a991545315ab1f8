using Heed.Media.Audio.Features;
using Heed.Text;

namespace Heed.Training.Audio;

/// <summary>
/// Changes a sound's frames a little each time they are learnt from: louder or softer, and a band of frequencies and a stretch of time silenced
/// (SpecAugment; Park et al., 2019), so that the model does not lean on one speaker's voice.
/// </summary>
public sealed record FrameAugmentation
{
    // The number of silence: log10 of the lowest energy, scaled.
    private const float Silence = -1.5f;

    // Frames are in powers of ten of the energy over 4, so 10 dB are 1/4.
    private const float PerDecibel = 1f / 40;

    /// <summary>Most decibels that a sound becomes louder or softer.</summary>
    public float Gain { get; init; }

    /// <summary>Most neighbouring mel bands, of 80, that are silenced.</summary>
    public int Bands { get; init; }

    /// <summary>Most neighbouring frames of 10 ms that are silenced, at most a quarter of a sound.</summary>
    public int Frames { get; init; }

    /// <summary>Changes frames (T, 80) in place, by what <paramref name="random"/> draws.</summary>
    public void Apply(Span<float> frames, ref SplitMix64 random)
    {
        float louder = (float)((2 * random.NextDouble()) - 1) * Gain * PerDecibel;
        int count = frames.Length / LogMel.Bands;
        int bands = random.Below(Bands + 1);
        int firstBand = random.Below(LogMel.Bands - bands + 1);
        int stretch = random.Below(Math.Min(Frames, count / 4) + 1);
        int firstFrame = random.Below(count - stretch + 1);
        for (int index = 0; index < frames.Length; index++)
        {
            (int frame, int band) = (index / LogMel.Bands, index % LogMel.Bands);
            bool isSilent = (frame >= firstFrame && frame < firstFrame + stretch) || (band >= firstBand && band < firstBand + bands);
            frames[index] = isSilent ? Silence : Math.Max(Silence, frames[index] + louder);
        }
    }
}
