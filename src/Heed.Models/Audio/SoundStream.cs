using System.Runtime.InteropServices;
using Heed.Media.Audio;
using Heed.Media.Audio.Features;
using Heed.Models.Classification;

namespace Heed.Models.Audio;

/// <summary>
/// What a sound is, while it arrives: samples in, resampled, turned into frames, and through the model a chunk at a time. Memory and the time for a
/// chunk do not grow with the sound.
/// </summary>
public sealed class SoundStream : IDisposable
{
    private readonly AudioClassifier classifier;
    private readonly FrameStream stream;
    private readonly Resampler resampler;
    private readonly LogMelStream features = new();
    private readonly List<float> resampled = [];
    private readonly List<float> frames = [];

    internal SoundStream(AudioClassifier classifier, FrameStream stream, int rate)
    {
        (this.classifier, this.stream, resampler) = (classifier, stream, new Resampler(rate, LogMel.SampleRate));
        Latency = TimeSpan.FromSeconds((double)(((stream.ChunkFrames - 1) * LogMel.Hop) + (LogMel.Window / 2)) / LogMel.SampleRate)
            + TimeSpan.FromSeconds((double)resampler.Lookahead / rate);
    }

    /// <summary>The sound of a chunk.</summary>
    public TimeSpan Chunk => TimeSpan.FromSeconds((double)stream.ChunkFrames * LogMel.Hop / LogMel.SampleRate);

    /// <summary>The longest that a sample waits for others until the model can use it, its computing time not counted.</summary>
    public TimeSpan Latency { get; }

    /// <summary>Bytes held from one push to the next; the model's parameters and scratch memory not counted.</summary>
    public long Bytes => stream.Bytes + ((long)(resampled.Capacity + frames.Capacity) * sizeof(float));

    /// <summary>The classes by what was heard so far, the most probable first; empty before the first chunk.</summary>
    public IReadOnlyList<ClassProbability> Guess => stream.Logits.IsEmpty ? [] : classifier.Rank(stream.Logits);

    /// <summary>Takes in samples, any number of them; returns how many chunks went through the model.</summary>
    public int Push(ReadOnlySpan<float> samples)
    {
        resampler.Push(samples, resampled);
        TakeFrames();
        return GiveFrames();
    }

    /// <summary>The sound is over.</summary>
    /// <returns>The classes, the most probable first: those of <see cref="AudioClassifier.Classify"/> for the whole sound, but for rounding.</returns>
    /// <exception cref="Text.UserException">The sound was too short.</exception>
    public IReadOnlyList<ClassProbability> Finish()
    {
        resampler.Finish(resampled);
        TakeFrames();
        features.Finish(frames);
        GiveFrames();
        stream.Finish();
        return Guess is { Count: > 0 } guess ? guess : throw classifier.TooShort();
    }

    public void Dispose() => stream.Dispose();

    private void TakeFrames()
    {
        features.Push(CollectionsMarshal.AsSpan(resampled), frames);
        resampled.Clear();
    }

    private int GiveFrames()
    {
        int chunks = stream.Push(CollectionsMarshal.AsSpan(frames));
        frames.Clear();
        return chunks;
    }
}
