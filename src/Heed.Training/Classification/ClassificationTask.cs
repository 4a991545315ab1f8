using Heed.Models.Classification;
using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Batching;
using Heed.Text.Metrics;

namespace Heed.Training.Classification;

/// <summary>Teaches a classifier of texts on packed, token-budgeted batches, and validates it by loss, accuracy, Matthews' correlation and F1.</summary>
public sealed class ClassificationTask : BatchedTask
{
    private readonly ClassifierModel model;
    private readonly LabelledBatcher training;
    private readonly LabelledBatcher? validation;
    private readonly LabelledBatch packed = new();
    private ConfusionMatrix matrix = new(2);

    /// <summary>A task on <paramref name="model"/>, which it takes over and which has memory for gradients.</summary>
    public ClassificationTask(ClassifierModel model, ClassificationData data, TrainingOptions options)
        : base(model, options)
    {
        ArgumentNullException.ThrowIfNull(data);
        this.model = model;
        training = new LabelledBatcher(data.Training, new BatchOptions { Budget = options.BatchTokens, ByLength = options.BatchByLength, Seed = options.Seed });
        validation = data.Validation is { Count: > 0 } held ? new LabelledBatcher(held, new BatchOptions { Budget = options.BatchTokens, Shuffle = false }) : null;
        DataFingerprint = Fingerprint(data.Training);
    }

    public override string Unit => "texts";

    public override string DataFingerprint { get; }

    public override int CountBatches(int epoch) => training.CountBatches(epoch);

    protected override int ValidationBatches => validation?.CountBatches(0) ?? 0;

    protected override (Tensor Loss, BatchLoss Sum) TrainingLoss(Workspace workspace, int epoch, int batch)
    {
        training.Load(epoch, batch, packed);
        CrossEntropyResult result = model.Loss(workspace, packed, LossOptions);
        return (result.Loss, Summary(result));
    }

    protected override void BeginValidation() => matrix = new ConfusionMatrix(model.Options.Labels.Count);

    protected override BatchLoss ValidationLoss(Workspace workspace, int batch)
    {
        validation!.Load(0, batch, packed);
        BatchLoss sum = Summary(model.Loss(workspace, packed, LossOptions));
        workspace.BeginInferenceStep();
        Count(model.Logits(workspace, packed.Ids, Sequences.Packed(workspace, packed.Offsets)), matrix);
        return sum;
    }

    protected override ValidationScores Scores(BatchLoss total, Workspace workspace, CancellationToken cancellation) => new(
    [
        new("loss", total.NegativeLogLikelihood / Math.Max(1, total.Targets)),
        new("accuracy", matrix.Accuracy),
        new("matthews", matrix.MatthewsCorrelation),
        new("macro_f1", matrix.MacroF1),
    ]);

    private static string Fingerprint(LabelledSequences texts)
    {
        using var fingerprint = new DataFingerprint();
        for (int text = 0; text < texts.Count; text++)
        {
            fingerprint.Add(texts.Ids(text));
            fingerprint.Add([texts.Label(text)]);
        }

        return fingerprint.Finish(texts.Count, "texts");
    }

    private void Count(Tensor logits, ConfusionMatrix matrix)
    {
        for (int text = 0; text < packed.Count; text++)
        {
            ReadOnlySpan<float> row = logits.Values.Slice(text * logits.Columns, logits.Columns);
            int best = 0;
            for (int label = 1; label < row.Length; label++)
            {
                best = row[label] > row[best] ? label : best;
            }

            matrix.Add(packed.Labels[text], best);
        }
    }
}
