using Heed.Models.MaskedLanguage;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Batching;
using Heed.Text.Batching.Masked;

namespace Heed.Training.MaskedLanguage;

/// <summary>
/// Pre-trains a model by hiding pieces of running text and asking which they were, and whether one segment follows the other. Validation hides
/// the same pieces every time.
/// </summary>
public sealed class MaskedLanguageTask : ITrainingTask
{
    private readonly MaskedLanguageModel model;
    private readonly LossOptions loss;
    private readonly MaskedBatcher training;
    private readonly MaskedBatcher? validation;
    private readonly MaskedBatch packed = new();

    /// <summary>A task on <paramref name="model"/>, which stays the caller's and has memory for gradients.</summary>
    public MaskedLanguageTask(MaskedLanguageModel model, MaskedLanguageData data, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        this.model = model;
        loss = new LossOptions(options.LabelSmoothing, 1);
        training = Batches(data.Training, shuffle: true);
        validation = data.Validation is { Sentences: > 0 } held ? Batches(held, shuffle: false) : null;
        using var fingerprint = new DataFingerprint();
        fingerprint.Add(data.Training.All);
        DataFingerprint = fingerprint.Finish(data.Training.Sentences, "sentences");

        MaskedBatcher Batches(RunningText text, bool shuffle) => new(
            text,
            data.Frame,
            data.Masking,
            data.MaximumLength,
            new BatchOptions { Budget = options.BatchTokens, ByLength = options.BatchByLength, Shuffle = shuffle, Seed = shuffle ? options.Seed : 0 });
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
        MaskedLosses losses = model.Loss(workspace, packed, loss);
        workspace.Backward(losses.Pieces.Loss);
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
        (long pieces, long pairs, long right) = (0, 0, 0);
        for (int batch = 0; batch < validation.CountBatches(0); batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            validation.Load(0, batch, packed);
            workspace.BeginInferenceStep();
            MaskedLosses losses = model.Loss(workspace, packed, loss);
            total += Summary(losses);
            pieces += losses.Pieces.Correct;
            pairs += losses.Continuation.Count;
            right += losses.Continuation.Correct;
        }

        return ValidationScores.Of(
            total, new("masked_accuracy", (double)pieces / Math.Max(1, total.Targets)), new("next_sentence_accuracy", (double)right / Math.Max(1, pairs)));
    }

    public void Dispose()
    {
    }

    private static BatchLoss Summary(in MaskedLosses losses) => new(
        losses.Pieces.SmoothedSum + (losses.ContinuationWeight * losses.Continuation.SmoothedSum), losses.Pieces.NegativeLogLikelihood, losses.Pieces.Count);
}
