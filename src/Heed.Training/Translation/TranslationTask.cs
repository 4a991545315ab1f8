using Heed.Models.SequenceToSequence;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Batching;

namespace Heed.Training.Translation;

/// <summary>
/// Teaches an encoder-decoder to translate by teacher forcing on packed, token-budgeted batches, and validates it by its loss and the BLEU of
/// its greedy translations.
/// </summary>
public sealed class TranslationTask : ITrainingTask
{
    private readonly SequenceToSequenceModel model;
    private readonly LossOptions loss;
    private readonly TokenBudgetBatcher training;
    private readonly TokenBudgetBatcher? validation;
    private readonly GreedyBleu? bleu;
    private readonly PackedBatch packed = new();

    /// <summary>A task on <paramref name="model"/>, which stays the caller's and has memory for gradients.</summary>
    public TranslationTask(SequenceToSequenceModel model, TranslationData data, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        this.model = model;
        loss = new LossOptions(options.LabelSmoothing, 1);
        training = new TokenBudgetBatcher(data.Training, data.Frame, new BatchOptions
        {
            Budget = options.BatchTokens,
            Unit = data.Budget,
            ByLength = options.BatchByLength,
            Seed = options.Seed,
        });
        if (data.Validation is { Count: > 0 } held)
        {
            validation = new TokenBudgetBatcher(held, data.Frame, new BatchOptions { Budget = options.BatchTokens, Shuffle = false });
            bleu = data.References is null ? null : new GreedyBleu(model, data, validation);
        }

        DataFingerprint = Fingerprint(data.Training);
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
        for (int batch = 0; batch < validation.CountBatches(0); batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            validation.Load(0, batch, packed);
            workspace.BeginInferenceStep();
            total += Summary(model.Loss(workspace, packed, loss));
        }

        return bleu is null ? ValidationScores.Of(total) : ValidationScores.Of(total, new KeyValuePair<string, double>("bleu", bleu.Score(workspace, cancellation)));
    }

    public void Dispose() => bleu?.Dispose();

    private static BatchLoss Summary(in CrossEntropyResult result) => new(result.SmoothedSum, result.NegativeLogLikelihood, result.Count);

    private static string Fingerprint(TokenizedPairs pairs)
    {
        using var fingerprint = new DataFingerprint();
        for (int pair = 0; pair < pairs.Count; pair++)
        {
            fingerprint.Add(pairs.Source(pair));
            fingerprint.Add(pairs.Target(pair));
        }

        return fingerprint.Finish(pairs.Count, "pairs");
    }
}
