namespace Heed.Media.Audio.Features;

/// <summary>
/// Log-mel features as Whisper computes them (Radford et al., 2022, §2.2): 16 kHz, a Hann window of 25 ms every 10 ms, 80 mel bands,
/// (log10(max(energy, 1e-10)) + 4) / 4. A sound of N samples has N / 160 frames, rounded down.
/// </summary>
public static class LogMel
{
    /// <summary>Samples a second that the features are computed from.</summary>
    public const int SampleRate = 16000;

    /// <summary>Samples under a window: 25 ms.</summary>
    public const int Window = 400;

    /// <summary>Samples from one frame to the next: 10 ms.</summary>
    public const int Hop = 160;

    /// <summary>Numbers in a frame.</summary>
    public const int Bands = 80;

    // What Whisper allows between the loudest number and the lowest: 8 powers of ten, in scaled units.
    private const float DynamicRange = 8f / 4;

    /// <summary>
    /// The features of a whole sound, frame by frame (T, 80), each frame by itself: what <see cref="LogMelStream"/> gives for the same sound in
    /// any pieces. The sound is resampled if need be.
    /// </summary>
    public static float[] Compute(Waveform sound)
    {
        var stream = new LogMelStream();
        var frames = new List<float>();
        stream.Push(Resampler.Convert(sound, SampleRate).Samples, frames);
        stream.Finish(frames);
        return [.. frames];
    }

    /// <summary>
    /// The same with Whisper's last step: what lies more than 8 powers of ten under the loudest number is raised to there. It needs to have heard the
    /// whole sound, so it cannot stream.
    /// </summary>
    public static float[] ComputeWhisper(Waveform sound)
    {
        float[] frames = Compute(sound);
        if (frames.Length > 0)
        {
            float floor = frames.Max() - DynamicRange;
            for (int index = 0; index < frames.Length; index++)
            {
                frames[index] = Math.Max(frames[index], floor);
            }
        }

        return frames;
    }
}
