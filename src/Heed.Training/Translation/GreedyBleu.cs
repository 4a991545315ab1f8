using Heed.Models.Generation;
using Heed.Models.SequenceToSequence;
using Heed.Tensors;
using Heed.Text.Batching;
using Heed.Text.Metrics;

namespace Heed.Training.Translation;

/// <summary>BLEU of the greedy translations of the validation sources, made with the model as it is at the moment.</summary>
internal sealed class GreedyBleu : IDisposable
{
    private static readonly SearchOptions Greedy = new() { Beam = 1 };

    private readonly SequenceToSequenceModel model;
    private readonly BleuReferences references;
    private readonly SequenceFrame frame;
    private readonly TokenBudgetBatcher batcher;
    private readonly PackedBatch batch = new();
    private BeamSearch? search;

    /// <summary>Measures <paramref name="model"/> on the pairs that <paramref name="validation"/> makes batches of.</summary>
    public GreedyBleu(SequenceToSequenceModel model, TranslationData data, TokenBudgetBatcher validation)
    {
        (this.model, references, frame, batcher) = (model, data.References!, data.Frame, validation);
        if (references.Texts.Count != data.Validation!.Count)
        {
            throw new ArgumentException($"There are {data.Validation.Count} validation pairs and {references.Texts.Count} references; BLEU needs one reference a pair.");
        }
    }

    /// <summary>Translates everything; 0 … 100.</summary>
    public double Score(Workspace workspace, CancellationToken cancellation)
    {
        search ??= new BeamSearch(model, workspace, frame.Start, frame.End);
        var bleu = new Bleu(references.Options);
        for (int index = 0; index < batcher.CountBatches(0); index++)
        {
            cancellation.ThrowIfCancellationRequested();
            batcher.Load(0, index, batch);
            IReadOnlyList<Hypothesis>[] found = search.Search(batch.SourceIds.Span, batch.SourceOffsets.Span, Greedy, cancellation: cancellation);
            for (int place = 0; place < found.Length; place++)
            {
                bleu.Add(references.Tokenizer.Decode(found[place][0].Tokens), [references.Texts[batch.Pairs.Span[place]]]);
            }
        }

        return bleu.Score().Score;
    }

    public void Dispose() => search?.Dispose();
}
