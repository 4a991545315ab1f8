using System.Runtime.InteropServices;
using Heed.Media.Audio.Features;
using Heed.Models.Audio;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text;
using Heed.Text.Batching;

namespace Heed.Training.Audio;

/// <summary>Teaches a model what sounds are, changed a little each time by a function of seed, epoch and sound.</summary>
public sealed class AudioClassificationTask : BatchedTask
{
    private readonly AudioClassifierModel model;
    private readonly LabelledSounds training;
    private readonly LabelledSounds? validation;
    private readonly FrameAugmentation augmentation;
    private readonly EpochPlan trainingBatches;
    private readonly EpochPlan? validationBatches;
    private readonly ulong seed;
    private readonly FrameBatch sounds = new();
    private int[] labels = [];
    private long correct;

    /// <summary>A task on <paramref name="model"/>, which it takes over and which has memory for gradients.</summary>
    /// <param name="model">What is taught.</param>
    /// <param name="data">What is learnt from, what is held back (null: nothing), and how sounds are changed.</param>
    /// <param name="options">How it is trained; a batch's tokens are the model's rows.</param>
    public AudioClassificationTask(AudioClassifierModel model, (LabelledSounds Training, LabelledSounds? Validation, FrameAugmentation Augmentation) data, TrainingOptions options)
        : base(model, options)
    {
        this.model = model;
        (training, validation, augmentation) = data;
        seed = options.Seed;
        trainingBatches = Plan(training, new BatchOptions { Budget = options.BatchTokens, ByLength = options.BatchByLength, Seed = seed });
        validationBatches = validation is null ? null : Plan(validation, new BatchOptions { Budget = options.BatchTokens, Shuffle = false });
        DataFingerprint = Fingerprint();
    }

    public override string Unit => "sounds";

    public override string DataFingerprint { get; }

    public override int CountBatches(int epoch) => trainingBatches.CountBatches(epoch);

    protected override int ValidationBatches => validationBatches?.CountBatches(0) ?? 0;

    protected override (Tensor Loss, BatchLoss Sum) TrainingLoss(Workspace workspace, int epoch, int batch)
    {
        ReadOnlySpan<int> examples = trainingBatches.Batch(epoch, batch);
        Load(training, examples);
        for (int index = 0; index < examples.Length; index++)
        {
            // Numbered over all epochs, so that a sound changes differently each time.
            var random = SplitMix64.Of(seed, ((ulong)epoch * (ulong)training.Labels.Count) + (ulong)examples[index]);
            augmentation.Apply(sounds.Frames(index), ref random);
        }

        CrossEntropyResult result = model.Loss(workspace, sounds, labels.AsSpan(0, examples.Length), LossOptions);
        return (result.Loss, Summary(result));
    }

    protected override void BeginValidation() => correct = 0;

    protected override BatchLoss ValidationLoss(Workspace workspace, int batch)
    {
        ReadOnlySpan<int> examples = validationBatches!.Batch(0, batch);
        Load(validation!, examples);
        CrossEntropyResult result = model.Loss(workspace, sounds, labels.AsSpan(0, examples.Length), LossOptions);
        correct += result.Correct;
        return Summary(result);
    }

    protected override ValidationScores Scores(BatchLoss total, Workspace workspace, CancellationToken cancellation) => new(
    [
        new("loss", total.NegativeLogLikelihood / Math.Max(1, total.Targets)),
        new("accuracy", (double)correct / Math.Max(1, total.Targets)),
    ]);

    private void Load(LabelledSounds part, ReadOnlySpan<int> examples)
    {
        sounds.Clear();
        if (labels.Length < examples.Length)
        {
            labels = new int[2 * examples.Length];
        }

        for (int index = 0; index < examples.Length; index++)
        {
            sounds.Add(part.Frames[examples[index]]);
            labels[index] = part.Labels[examples[index]];
        }
    }

    private EpochPlan Plan(LabelledSounds part, BatchOptions options) =>
        new(part.Frames.Count, sound => (model.Rows(part.Frames[sound].Length / LogMel.Bands), 0), options with { Unit = BudgetUnit.LargerSide });

    private string Fingerprint()
    {
        using var fingerprint = new DataFingerprint();
        for (int index = 0; index < training.Frames.Count; index++)
        {
            fingerprint.Add(MemoryMarshal.AsBytes<float>(training.Frames[index]));
            fingerprint.Add([training.Labels[index]]);
        }

        return $"{fingerprint.Finish(training.Frames.Count, "sounds")}, {augmentation}";
    }
}
