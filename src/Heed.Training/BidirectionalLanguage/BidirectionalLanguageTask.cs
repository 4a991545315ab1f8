using Heed.Models.BidirectionalLanguage;
using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Batching;

namespace Heed.Training.BidirectionalLanguage;

/// <summary>Teaches a model to guess each piece of a text from those before it and from those behind it, on packed, token-budgeted batches.</summary>
public sealed class BidirectionalLanguageTask : ITrainingTask
{
    private readonly BidirectionalLanguageModel model;
    private readonly LossOptions loss;
    private readonly LabelledBatcher training;
    private readonly LabelledBatcher? validation;
    private readonly LabelledBatch packed = new();

    /// <summary>A task on <paramref name="model"/>, which stays the caller's and has memory for gradients. The classes of the texts do not matter.</summary>
    public BidirectionalLanguageTask(BidirectionalLanguageModel model, LabelledSequences texts, LabelledSequences? held, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(options);
        this.model = model;
        loss = new LossOptions(options.LabelSmoothing, 1);
        training = new LabelledBatcher(texts, new BatchOptions { Budget = options.BatchTokens, ByLength = options.BatchByLength, Seed = options.Seed });
        validation = held is { Count: > 0 } ? new LabelledBatcher(held, new BatchOptions { Budget = options.BatchTokens, Shuffle = false }) : null;
        using var fingerprint = new DataFingerprint();
        for (int text = 0; text < texts.Count; text++)
        {
            fingerprint.Add(texts.Ids(text));
        }

        DataFingerprint = fingerprint.Finish(texts.Count, "texts");
    }

    public ParameterStore Parameters => model.Parameters;

    public int Width => model.Width;

    public string DataFingerprint { get; }

    public bool HasValidation => validation is not null;

    public int CountBatches(int epoch) => training.CountBatches(epoch);

    public BatchLoss AddGradients(Workspace workspace, int epoch, int batch)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        training.Load(epoch, batch, packed);
        BidirectionalLosses losses = Loss(workspace);
        workspace.Backward(losses.Forward.Loss);
        return Summary(losses);
    }

    public ValidationScores Validate(Workspace workspace, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (validation is null)
        {
            throw new InvalidOperationException("There are no validation data.");
        }

        BatchLoss total = default;
        for (int batch = 0; batch < validation.CountBatches(0); batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            validation.Load(0, batch, packed);
            workspace.BeginInferenceStep();
            total += Summary(Loss(workspace));
        }

        return ValidationScores.Of(total);
    }

    public void Dispose()
    {
    }

    private BidirectionalLosses Loss(Workspace workspace) => model.Loss(workspace, packed.Ids, Sequences.Packed(workspace, packed.Offsets), loss);

    private static BatchLoss Summary(in BidirectionalLosses losses) => Summary(losses.Forward) + Summary(losses.Backward);

    private static BatchLoss Summary(in CrossEntropyResult result) => new(result.SmoothedSum, result.NegativeLogLikelihood, result.Count);
}
