using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Batching;

namespace Heed.Models.SequenceToSequence;

/// <summary>Source ids in, a distribution over the target's next token out.</summary>
public abstract class SequenceToSequenceModel : Model
{
    public abstract ISequenceToSequenceOptions Options { get; }

    /// <summary>Teacher forcing: the loss of every target token given the true ones before it.</summary>
    public abstract CrossEntropyResult Loss(Workspace workspace, PackedBatch batch, in LossOptions loss);

    /// <summary>Decoding step by step, with a memory of its own.</summary>
    public abstract DecodingSession StartDecoding();
}
