using Heed.Models.SequenceToSequence;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Batching;

namespace Heed.Training.Translation;

/// <summary>
/// Teaches an encoder-decoder to translate by teacher forcing on packed, token-budgeted batches, and validates it by its loss and the BLEU of
/// its greedy translations.
/// </summary>
public sealed class TranslationTask : BatchedTask
{
    private readonly SequenceToSequenceModel model;
    private readonly TokenBudgetBatcher training;
    private readonly TokenBudgetBatcher? validation;
    private readonly GreedyBleu? bleu;
    private readonly PackedBatch packed = new();

    /// <summary>A task on <paramref name="model"/>, which it takes over and which has memory for gradients.</summary>
    public TranslationTask(SequenceToSequenceModel model, TranslationData data, TrainingOptions options)
        : base(model, options)
    {
        ArgumentNullException.ThrowIfNull(data);
        this.model = model;
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
            bleu = data.References is null ? null : new GreedyBleu(model, data, validation, options.Samples);
        }

        DataFingerprint = Fingerprint(data.Training);
    }

    public override string DataFingerprint { get; }

    public override int CountBatches(int epoch) => training.CountBatches(epoch);

    protected override int ValidationBatches => validation?.CountBatches(0) ?? 0;

    protected override (Tensor Loss, BatchLoss Sum) TrainingLoss(Workspace workspace, int epoch, int batch)
    {
        training.Load(epoch, batch, packed);
        CrossEntropyResult result = model.Loss(workspace, packed, LossOptions);
        return (result.Loss, Summary(result));
    }

    protected override BatchLoss ValidationLoss(Workspace workspace, int batch)
    {
        validation!.Load(0, batch, packed);
        return Summary(model.Loss(workspace, packed, LossOptions));
    }

    protected override ValidationScores Scores(BatchLoss total, Workspace workspace, CancellationToken cancellation) => bleu is null
        ? ValidationScores.Of(total)
        : ValidationScores.Of(total, new KeyValuePair<string, double>("bleu", bleu.Score(workspace, cancellation))) with { Samples = bleu.Samples };

    protected override void Dispose(bool disposing)
    {
        bleu?.Dispose();
        base.Dispose(disposing);
    }

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
