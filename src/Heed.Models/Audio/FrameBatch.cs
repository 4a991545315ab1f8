using Heed.Media.Audio.Features;

namespace Heed.Models.Audio;

/// <summary>Log-mel frames of several sounds, end to end: (T, 80). The memory grows to the largest batch and stays.</summary>
public sealed class FrameBatch
{
    private float[] frames = [];
    private int[] offsets = [0];

    /// <summary>B.</summary>
    public int Count { get; private set; }

    /// <summary>The first frame of each sound, and the number of frames at the end: B + 1 numbers.</summary>
    public ReadOnlySpan<int> Offsets => offsets.AsSpan(0, Count + 1);

    /// <summary>The frames of one sound (T, 80).</summary>
    public ReadOnlySpan<float> this[int index] => Frames(index);

    /// <summary>Empties the batch.</summary>
    public void Clear() => Count = 0;

    /// <summary>The frames of one sound (T, 80), to be changed.</summary>
    public Span<float> Frames(int index) => frames.AsSpan(offsets[index] * LogMel.Bands, (offsets[index + 1] - offsets[index]) * LogMel.Bands);

    /// <summary>Adds a sound's frames (T, 80).</summary>
    public void Add(ReadOnlySpan<float> sound)
    {
        int start = offsets[Count] * LogMel.Bands;
        if (frames.Length < start + sound.Length)
        {
            Array.Resize(ref frames, Math.Max(2 * frames.Length, start + sound.Length));
        }

        if (offsets.Length < Count + 2)
        {
            Array.Resize(ref offsets, 2 * (Count + 2));
        }

        sound.CopyTo(frames.AsSpan(start));
        offsets[Count + 1] = offsets[Count] + (sound.Length / LogMel.Bands);
        Count++;
    }
}
