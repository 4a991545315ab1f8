using Heed.Models.LanguageModels;
using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Batching;

namespace Heed.Training.LanguageModels;

/// <summary>Teaches a language model to predict each token of a long text from those before it, in windows; validates it on text held back.</summary>
public sealed class LanguageModelTask : BatchedTask
{
    private readonly LanguageModel model;
    private readonly WindowBatcher training;
    private readonly WindowBatcher? validation;
    private readonly WindowBatch batch = new();

    /// <summary>A task on <paramref name="model"/>, which it takes over and which has memory for gradients.</summary>
    /// <param name="model">What learns.</param>
    /// <param name="text">Ids to learn from.</param>
    /// <param name="held">Ids held back for validation; may be empty.</param>
    /// <param name="options">Tokens a batch, label smoothing, seed.</param>
    /// <exception cref="ArgumentException">The text is too short.</exception>
    public LanguageModelTask(LanguageModel model, ReadOnlyMemory<int> text, ReadOnlyMemory<int> held, TrainingOptions options)
        : base(model, options)
    {
        this.model = model;
        training = new WindowBatcher(text, model.Options.MaximumLength, options.BatchTokens, options.Seed);
        validation = held.IsEmpty ? null : new WindowBatcher(held, model.Options.MaximumLength, options.BatchTokens, seed: null);
        using var fingerprint = new DataFingerprint();
        fingerprint.Add(text.Span);
        DataFingerprint = fingerprint.Finish(text.Length, "tokens");
    }

    public override string DataFingerprint { get; }

    public override int CountBatches(int epoch) => training.Count;

    protected override int ValidationBatches => validation?.Count ?? 0;

    protected override (Tensor Loss, BatchLoss Sum) TrainingLoss(Workspace workspace, int epoch, int batch)
    {
        training.Load(epoch, batch, this.batch);
        CrossEntropyResult result = Loss(workspace);
        return (result.Loss, Summary(result));
    }

    protected override BatchLoss ValidationLoss(Workspace workspace, int batch)
    {
        validation!.Load(0, batch, this.batch);
        return Summary(Loss(workspace));
    }

    private CrossEntropyResult Loss(Workspace workspace) =>
        model.Loss(workspace, batch.Inputs, Sequences.Packed(workspace, batch.Offsets), batch.Targets, LossOptions);
}
