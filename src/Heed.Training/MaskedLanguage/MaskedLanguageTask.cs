using Heed.Models.MaskedLanguage;
using Heed.Tensors;
using Heed.Text.Batching;
using Heed.Text.Batching.Masked;

namespace Heed.Training.MaskedLanguage;

/// <summary>
/// Pre-trains a model by hiding pieces of running text and asking which they were, and whether one segment follows the other. Validation hides
/// the same pieces every time.
/// </summary>
public sealed class MaskedLanguageTask : BatchedTask
{
    private readonly MaskedLanguageModel model;
    private readonly MaskedBatcher training;
    private readonly MaskedBatcher? validation;
    private readonly MaskedBatch packed = new();
    private (long Pieces, long Pairs, long Right) counted;

    /// <summary>A task on <paramref name="model"/>, which it takes over and which has memory for gradients.</summary>
    public MaskedLanguageTask(MaskedLanguageModel model, MaskedLanguageData data, TrainingOptions options)
        : base(model, options)
    {
        ArgumentNullException.ThrowIfNull(data);
        this.model = model;
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

    public override string DataFingerprint { get; }

    public override int CountBatches(int epoch) => training.CountBatches(epoch);

    protected override int ValidationBatches => validation?.CountBatches(0) ?? 0;

    protected override (Tensor Loss, BatchLoss Sum) TrainingLoss(Workspace workspace, int epoch, int batch)
    {
        training.Load(epoch, batch, packed);
        MaskedLosses losses = model.Loss(workspace, packed, LossOptions);
        return (losses.Pieces.Loss, Summary(losses));
    }

    protected override void BeginValidation() => counted = default;

    protected override BatchLoss ValidationLoss(Workspace workspace, int batch)
    {
        validation!.Load(0, batch, packed);
        MaskedLosses losses = model.Loss(workspace, packed, LossOptions);
        counted.Pieces += losses.Pieces.Correct;
        counted.Pairs += losses.Continuation.Count;
        counted.Right += losses.Continuation.Correct;
        return Summary(losses);
    }

    protected override ValidationScores Scores(BatchLoss total, Workspace workspace, CancellationToken cancellation) => ValidationScores.Of(
        total,
        new("masked_accuracy", (double)counted.Pieces / Math.Max(1, total.Targets)),
        new("next_sentence_accuracy", (double)counted.Right / Math.Max(1, counted.Pairs)));

    private static BatchLoss Summary(in MaskedLosses losses) => new(
        losses.Pieces.SmoothedSum + (losses.ContinuationWeight * losses.Continuation.SmoothedSum), losses.Pieces.NegativeLogLikelihood, losses.Pieces.Count);
}
