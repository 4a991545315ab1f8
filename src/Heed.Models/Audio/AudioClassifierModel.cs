using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Audio;

/// <summary>Log-mel frames of sounds in, a distribution over classes out.</summary>
public abstract class AudioClassifierModel : Model
{
    public abstract IAudioClassifierOptions Options { get; }

    /// <summary>The fewest frames that a sound must have.</summary>
    public abstract int FewestFrames { get; }

    /// <summary>Rows that so many frames take: what a batch's token budget counts.</summary>
    public abstract int Rows(int frames);

    /// <summary>The loss of the sounds' labels (B).</summary>
    public abstract CrossEntropyResult Loss(Workspace workspace, FrameBatch sounds, ReadOnlySpan<int> labels, in LossOptions loss);

    /// <summary>The scores of all classes before the softmax: (B, classes).</summary>
    public abstract Tensor Logits(Workspace workspace, FrameBatch sounds);

    /// <summary>Listens to one sound as it arrives.</summary>
    /// <exception cref="Text.UserException">The model needs the whole sound.</exception>
    public abstract FrameStream StartStream(Workspace workspace);
}
