using Heed.Tensors;

namespace Heed.Models.SequenceToSequence;

/// <summary>
/// Decoding of many hypotheses side by side, a token a step, and what the model remembers between steps. A hypothesis lives in a slot; all hypotheses of a
/// sentence share what is kept of their source.
/// </summary>
public abstract class DecodingSession : IDisposable
{
    /// <summary>Bytes held between steps.</summary>
    public abstract long Bytes { get; }

    /// <summary>Encodes packed sources, sentence b in <c>offsets[b] … offsets[b + 1]</c>, and keeps what decoding needs of them.</summary>
    public abstract void Prepare(Workspace workspace, ReadOnlySpan<int> ids, ReadOnlySpan<int> offsets);

    /// <summary>Makes room for <paramref name="slots"/> hypotheses of up to <paramref name="capacity"/> tokens; what slots held is undefined afterwards.</summary>
    public abstract void Resize(int slots, int capacity);

    /// <summary>The newest token of each hypothesis goes in; the logits of the token behind it come out, (N, V).</summary>
    public abstract Tensor Step(Workspace workspace, in DecodingStep step);

    /// <summary>Copies what slot <paramref name="from"/> remembers of its first <paramref name="length"/> tokens to slot <paramref name="to"/>.</summary>
    public abstract void CopySlot(int from, int to, int length);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
