using Heed.Models.BidirectionalLanguage;
using Heed.Nn;
using Heed.Tensors;
using Heed.Text.Batching;

namespace Heed.Training.BidirectionalLanguage;

/// <summary>Teaches a model to guess each piece of a text from those before it and from those behind it, on packed, token-budgeted batches.</summary>
public sealed class BidirectionalLanguageTask : BatchedTask
{
    private readonly BidirectionalLanguageModel model;
    private readonly LabelledBatcher training;
    private readonly LabelledBatcher? validation;
    private readonly LabelledBatch packed = new();

    /// <summary>A task on <paramref name="model"/>, which it takes over and which has memory for gradients. The classes of the texts do not matter.</summary>
    public BidirectionalLanguageTask(BidirectionalLanguageModel model, LabelledSequences texts, LabelledSequences? held, TrainingOptions options)
        : base(model, options)
    {
        ArgumentNullException.ThrowIfNull(texts);
        this.model = model;
        training = new LabelledBatcher(texts, new BatchOptions { Budget = options.BatchTokens, ByLength = options.BatchByLength, Seed = options.Seed });
        validation = held is { Count: > 0 } ? new LabelledBatcher(held, new BatchOptions { Budget = options.BatchTokens, Shuffle = false }) : null;
        using var fingerprint = new DataFingerprint();
        for (int text = 0; text < texts.Count; text++)
        {
            fingerprint.Add(texts.Ids(text));
        }

        DataFingerprint = fingerprint.Finish(texts.Count, "texts");
    }

    public override string DataFingerprint { get; }

    public override int CountBatches(int epoch) => training.CountBatches(epoch);

    protected override int ValidationBatches => validation?.CountBatches(0) ?? 0;

    protected override (Tensor Loss, BatchLoss Sum) TrainingLoss(Workspace workspace, int epoch, int batch)
    {
        training.Load(epoch, batch, packed);
        BidirectionalLosses losses = Loss(workspace);
        return (losses.Forward.Loss, Summary(losses.Forward) + Summary(losses.Backward));
    }

    protected override BatchLoss ValidationLoss(Workspace workspace, int batch)
    {
        validation!.Load(0, batch, packed);
        BidirectionalLosses losses = Loss(workspace);
        return Summary(losses.Forward) + Summary(losses.Backward);
    }

    private BidirectionalLosses Loss(Workspace workspace) => model.Loss(workspace, packed.Ids, Sequences.Packed(workspace, packed.Offsets), LossOptions);
}
