using Heed.Models.Images;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text;
using Heed.Text.Batching;

namespace Heed.Training.Images;

/// <summary>
/// Teaches a model what images show. Each time an image is seen it is moved a little, by a function of seed, epoch and image, so that the
/// model does not learn where digits stand but what they look like.
/// </summary>
public sealed class ImageClassificationTask : BatchedTask
{
    private readonly ImageClassifierModel model;
    private readonly LabelledImages training;
    private readonly LabelledImages? validation;
    private readonly EpochPlan trainingBatches;
    private readonly EpochPlan? validationBatches;
    private readonly ulong seed;
    private readonly int shift;
    private readonly ImageBatch images = new();
    private int[] labels = [];
    private long correct;

    /// <summary>A task on <paramref name="model"/>, which it takes over and which has memory for gradients.</summary>
    /// <param name="model">What is taught.</param>
    /// <param name="data">What is learnt from, what is held back (null: nothing), and the most pixels that an image is moved in each direction.</param>
    /// <param name="options">How it is trained; a batch's tokens are the model's rows.</param>
    public ImageClassificationTask(ImageClassifierModel model, (LabelledImages Training, LabelledImages? Validation, int Shift) data, TrainingOptions options)
        : base(model, options)
    {
        this.model = model;
        (training, validation, shift) = data;
        seed = options.Seed;
        trainingBatches = Plan(training, new BatchOptions { Budget = options.BatchTokens, ByLength = false, Seed = seed });
        validationBatches = validation is null ? null : Plan(validation, new BatchOptions { Budget = options.BatchTokens, ByLength = false, Shuffle = false });
        DataFingerprint = Fingerprint();
    }

    public override string Unit => "images";

    public override string DataFingerprint { get; }

    public override int CountBatches(int epoch) => trainingBatches.CountBatches(epoch);

    protected override int ValidationBatches => validationBatches?.CountBatches(0) ?? 0;

    protected override (Tensor Loss, BatchLoss Sum) TrainingLoss(Workspace workspace, int epoch, int batch)
    {
        ReadOnlySpan<int> examples = trainingBatches.Batch(epoch, batch);
        Prepare(training, examples.Length);
        for (int index = 0; index < examples.Length; index++)
        {
            // Numbered over all epochs, so that an image moves differently each time.
            var random = SplitMix64.Of(seed, ((ulong)epoch * (ulong)training.Count) + (ulong)examples[index]);
            Add(training, examples[index], index, random.Below((2 * shift) + 1) - shift, random.Below((2 * shift) + 1) - shift);
        }

        CrossEntropyResult result = model.Loss(workspace, images, labels.AsSpan(0, examples.Length), LossOptions);
        return (result.Loss, Summary(result));
    }

    protected override void BeginValidation() => correct = 0;

    protected override BatchLoss ValidationLoss(Workspace workspace, int batch)
    {
        ReadOnlySpan<int> examples = validationBatches!.Batch(0, batch);
        Prepare(validation!, examples.Length);
        for (int index = 0; index < examples.Length; index++)
        {
            Add(validation!, examples[index], index, 0, 0);
        }

        CrossEntropyResult result = model.Loss(workspace, images, labels.AsSpan(0, examples.Length), LossOptions);
        correct += result.Correct;
        return Summary(result);
    }

    protected override ValidationScores Scores(BatchLoss total, Workspace workspace, CancellationToken cancellation) => new(
    [
        new("loss", total.NegativeLogLikelihood / Math.Max(1, total.Targets)),
        new("accuracy", (double)correct / Math.Max(1, total.Targets)),
    ]);

    private void Prepare(LabelledImages part, int count)
    {
        images.Clear(part.Images.Height, part.Images.Width);
        if (labels.Length < count)
        {
            labels = new int[count];
        }
    }

    private void Add(LabelledImages part, int example, int index, int down, int right)
    {
        images.Add(part.Images[part.First + example], down, right);
        labels[index] = part.Labels[part.First + example];
    }

    private EpochPlan Plan(LabelledImages part, BatchOptions options) =>
        new(part.Count, _ => (model.RowsPerImage, 0), options with { Unit = BudgetUnit.LargerSide });

    private string Fingerprint()
    {
        using var fingerprint = new DataFingerprint();
        for (int index = 0; index < training.Count; index++)
        {
            fingerprint.Add(training.Images[training.First + index]);
            fingerprint.Add([training.Labels[training.First + index], shift]);
        }

        return fingerprint.Finish(training.Count, "images");
    }
}
