namespace Heed.Models.Audio;

/// <summary>One sound's frames as they arrive, and what the model takes it for by now.</summary>
public abstract class FrameStream : IDisposable
{
    /// <summary>Frames that are waited for before the model goes on.</summary>
    public abstract int ChunkFrames { get; }

    /// <summary>Bytes held between chunks; the same however long the sound is.</summary>
    public abstract long Bytes { get; }

    /// <summary>The scores of all classes before the softmax, from all chunks so far; empty before the first.</summary>
    public abstract ReadOnlySpan<float> Logits { get; }

    /// <summary>Takes in frames (T, 80), any number of them; returns how many chunks went through the model.</summary>
    public abstract int Push(ReadOnlySpan<float> frames);

    /// <summary>The sound is over: what is left goes through the model as a shorter chunk.</summary>
    public abstract void Finish();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
