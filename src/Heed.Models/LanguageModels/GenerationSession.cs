using Heed.Tensors;

namespace Heed.Models.LanguageModels;

/// <summary>Several texts that grow side by side, each in a slot, and what the model remembers of them.</summary>
public abstract class GenerationSession : IDisposable
{
    /// <summary>Bytes held between steps.</summary>
    public abstract long Bytes { get; }

    /// <summary>Makes room for <paramref name="slots"/> texts of up to <paramref name="capacity"/> tokens; what slots held is undefined afterwards.</summary>
    public abstract void Resize(int slots, int capacity);

    /// <summary>
    /// Takes new tokens in, one or many of each text, and returns the logits of the tokens behind those that <paramref name="step"/> asks for, (R, V).
    /// What was remembered at their positions and behind them is forgotten, which is how a draft is taken back.
    /// </summary>
    public abstract Tensor Step(Workspace workspace, in GenerationStep step);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
