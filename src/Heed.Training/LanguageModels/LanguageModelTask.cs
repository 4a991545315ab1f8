using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Heed.Models.LanguageModels;
using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Batching;

namespace Heed.Training.LanguageModels;

/// <summary>Teaches a language model to predict each token of a long text from those before it, in windows; validates it on text held back.</summary>
public sealed class LanguageModelTask : ITrainingTask
{
    private readonly LanguageModel model;
    private readonly LossOptions loss;
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
    {
        this.model = model;
        loss = new LossOptions(options.LabelSmoothing, 1);
        training = new WindowBatcher(text, model.Options.MaximumLength, options.BatchTokens, options.Seed);
        validation = held.IsEmpty ? null : new WindowBatcher(held, model.Options.MaximumLength, options.BatchTokens, seed: null);
        string hash = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(text.Span)))[..16];
        DataFingerprint = string.Create(CultureInfo.InvariantCulture, $"{text.Length} tokens, {hash}");
    }

    public ParameterStore Parameters => model.Parameters;

    public int Width => model.Width;

    public string DataFingerprint { get; }

    public bool HasValidation => validation is not null;

    public int CountBatches(int epoch) => training.Count;

    public BatchLoss AddGradients(Workspace workspace, int epoch, int batch)
    {
        training.Load(epoch, batch, this.batch);
        CrossEntropyResult result = Loss(workspace);
        workspace.Backward(result.Loss);
        return Summary(result);
    }

    public ValidationScores Validate(Workspace workspace, CancellationToken cancellation)
    {
        if (validation is null)
        {
            throw new InvalidOperationException("There is no text held back for validation.");
        }

        BatchLoss total = default;
        for (int index = 0; index < validation.Count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            validation.Load(0, index, batch);
            workspace.BeginInferenceStep();
            total += Summary(Loss(workspace));
        }

        return ValidationScores.Of(total);
    }

    public void Dispose() => model.Dispose();

    private CrossEntropyResult Loss(Workspace workspace) =>
        model.Loss(workspace, batch.Inputs, Sequences.Packed(workspace, batch.Offsets), batch.Targets, loss);

    private static BatchLoss Summary(in CrossEntropyResult result) => new(result.SmoothedSum, result.NegativeLogLikelihood, result.Count);
}
