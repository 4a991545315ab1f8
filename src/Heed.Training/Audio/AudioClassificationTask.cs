using System.Runtime.InteropServices;
using Heed.Media.Audio.Features;
using Heed.Models.Audio;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text;
using Heed.Text.Batching;
using Heed.Training.Classification;

namespace Heed.Training.Audio;

/// <summary>Teaches a model what sounds are, changed a little each time by a function of seed, epoch and sound.</summary>
public sealed class AudioClassificationTask : ITrainingTask
{
    private readonly AudioClassifierModel model;
    private readonly LabelledSounds training;
    private readonly LabelledSounds? validation;
    private readonly FrameAugmentation augmentation;
    private readonly EpochPlan trainingBatches;
    private readonly EpochPlan? validationBatches;
    private readonly LossOptions loss;
    private readonly ulong seed;
    private readonly FrameBatch sounds = new();
    private int[] labels = [];

    /// <summary>A task on <paramref name="model"/>, which has memory for gradients and is disposed with the task.</summary>
    /// <param name="model">What is taught.</param>
    /// <param name="data">What is learnt from, what is held back (null: nothing), and how sounds are changed.</param>
    /// <param name="options">How it is trained; a batch's tokens are the model's rows.</param>
    public AudioClassificationTask(AudioClassifierModel model, (LabelledSounds Training, LabelledSounds? Validation, FrameAugmentation Augmentation) data, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        this.model = model;
        (training, validation, augmentation) = data;
        (loss, seed) = (new LossOptions(options.LabelSmoothing, 1), options.Seed);
        trainingBatches = Plan(training, new BatchOptions { Budget = options.BatchTokens, ByLength = options.BatchByLength, Seed = seed });
        validationBatches = validation is null ? null : Plan(validation, new BatchOptions { Budget = options.BatchTokens, Shuffle = false });
        DataFingerprint = Fingerprint();
    }

    public ParameterStore Parameters => model.Parameters;

    public int Width => model.Width;

    public string Unit => "sounds";

    public string DataFingerprint { get; }

    public bool HasValidation => validation is not null;

    public int CountBatches(int epoch) => trainingBatches.CountBatches(epoch);

    public BatchLoss AddGradients(Workspace workspace, int epoch, int batch)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ReadOnlySpan<int> examples = trainingBatches.Batch(epoch, batch);
        Load(training, examples);
        for (int index = 0; index < examples.Length; index++)
        {
            // Numbered over all epochs, so that a sound changes differently each time.
            var random = SplitMix64.Of(seed, ((ulong)epoch * (ulong)training.Labels.Count) + (ulong)examples[index]);
            augmentation.Apply(sounds.Frames(index), ref random);
        }

        CrossEntropyResult result = model.Loss(workspace, sounds, labels.AsSpan(0, examples.Length), loss);
        workspace.Backward(result.Loss);
        return ClassScores.Summary(result);
    }

    public ValidationScores Validate(Workspace workspace, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (validation is null)
        {
            throw new InvalidOperationException("There are no validation data.");
        }

        var scores = default(ClassScores);
        for (int batch = 0; batch < validationBatches!.CountBatches(0); batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<int> examples = validationBatches.Batch(0, batch);
            Load(validation, examples);
            workspace.BeginInferenceStep();
            scores.Add(model.Loss(workspace, sounds, labels.AsSpan(0, examples.Length), loss));
        }

        return scores.Scores;
    }

    public void Dispose() => model.Dispose();

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
