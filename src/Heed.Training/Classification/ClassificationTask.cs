using Heed.Models.Classification;
using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Batching;
using Heed.Text.Metrics;

namespace Heed.Training.Classification;

/// <summary>Teaches a classifier of texts on packed, token-budgeted batches, and validates it by loss, accuracy, Matthews' correlation and F1.</summary>
public sealed class ClassificationTask : ITrainingTask
{
    private readonly ClassifierModel model;
    private readonly LossOptions loss;
    private readonly LabelledBatcher training;
    private readonly LabelledBatcher? validation;
    private readonly LabelledBatch packed = new();

    /// <summary>A task on <paramref name="model"/>, which stays the caller's and has memory for gradients.</summary>
    public ClassificationTask(ClassifierModel model, ClassificationData data, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        this.model = model;
        loss = new LossOptions(options.LabelSmoothing, 1);
        training = new LabelledBatcher(data.Training, new BatchOptions { Budget = options.BatchTokens, ByLength = options.BatchByLength, Seed = options.Seed });
        validation = data.Validation is { Count: > 0 } held ? new LabelledBatcher(held, new BatchOptions { Budget = options.BatchTokens, Shuffle = false }) : null;
        DataFingerprint = Fingerprint(data.Training);
    }

    public ParameterStore Parameters => model.Parameters;

    public int Width => model.Width;

    public string Unit => "texts";

    public string DataFingerprint { get; }

    public bool HasValidation => validation is not null;

    public int CountBatches(int epoch) => training.CountBatches(epoch);

    public BatchLoss AddGradients(Workspace workspace, int epoch, int batch)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        training.Load(epoch, batch, packed);
        CrossEntropyResult result = model.Loss(workspace, packed, loss);
        workspace.Backward(result.Loss);
        return Summary(result);
    }

    public ValidationScores Validate(Workspace workspace, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (validation is null)
        {
            throw new InvalidOperationException("There are no validation data.");
        }

        BatchLoss total = default;
        var matrix = new ConfusionMatrix(model.Options.Labels.Count);
        for (int batch = 0; batch < validation.CountBatches(0); batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            validation.Load(0, batch, packed);
            workspace.BeginInferenceStep();
            total += Summary(model.Loss(workspace, packed, loss));
            workspace.BeginInferenceStep();
            Count(model.Logits(workspace, packed.Ids, Sequences.Packed(workspace, packed.Offsets)), matrix);
        }

        return new ValidationScores(
        [
            new("loss", total.NegativeLogLikelihood / Math.Max(1, total.Targets)),
            new("accuracy", matrix.Accuracy),
            new("matthews", matrix.MatthewsCorrelation),
            new("macro_f1", matrix.MacroF1),
        ]);
    }

    public void Dispose()
    {
    }

    private static BatchLoss Summary(in CrossEntropyResult result) => new(result.SmoothedSum, result.NegativeLogLikelihood, result.Count);

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
