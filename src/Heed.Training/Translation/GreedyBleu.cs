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
    private readonly ValidationSample?[] samples;
    private BeamSearch? search;

    /// <summary>Measures <paramref name="model"/> on the pairs that <paramref name="validation"/> makes batches of.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The pairs and their references.</param>
    /// <param name="validation">Their batches.</param>
    /// <param name="samples">How many translations are kept to be read: those of the first pairs.</param>
    public GreedyBleu(SequenceToSequenceModel model, TranslationData data, TokenBudgetBatcher validation, int samples)
    {
        (this.model, references, frame, batcher) = (model, data.References!, data.Frame, validation);
        if (references.Texts.Count != data.Validation!.Count)
        {
            throw new ArgumentException($"There are {data.Validation.Count} validation pairs and {references.Texts.Count} references; BLEU needs one reference a pair.");
        }

        this.samples = new ValidationSample?[Math.Min(samples, references.Texts.Count)];
    }

    /// <summary>The translations of the first pairs, as <see cref="Score"/> found them last.</summary>
    public IReadOnlyList<ValidationSample> Samples => [.. samples.OfType<ValidationSample>()];

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
                (int pair, string translation) = (batch.Pairs.Span[place], references.Tokenizer.Decode(found[place][0].Tokens));
                bleu.Add(translation, [references.Texts[pair]]);
                if (pair < samples.Length)
                {
                    samples[pair] = new ValidationSample(Source(place), references.Texts[pair], translation);
                }
            }
        }

        return bleu.Score().Score;
    }

    public void Dispose() => search?.Dispose();

    private string Source(int place) => references.Tokenizer.Decode(batch.SourceIds.Span[batch.SourceOffsets.Span[place]..batch.SourceOffsets.Span[place + 1]]);
}
