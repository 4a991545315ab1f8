using Heed.Models.SequenceToSequence;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text;

namespace Heed.Models.Generation;

/// <summary>
/// Beam search with a key-value cache over a batch of sources; a beam of 1 is greedy search. Finished sentences leave the batch. One
/// search at a time per instance.
/// </summary>
public sealed class BeamSearch : IDisposable
{
    private static readonly SentenceSearch NoWish = new();

    private readonly SequenceToSequenceModel model;
    private readonly Workspace workspace;
    private readonly DecodingSession session;
    private readonly (int Start, int End) tokens;

    /// <summary>Searches with <paramref name="model"/>, whose translations begin behind <paramref name="startToken"/> and stop at <paramref name="endToken"/>.</summary>
    public BeamSearch(SequenceToSequenceModel model, Workspace workspace, int startToken, int endToken)
    {
        (this.model, this.workspace, tokens) = (model, workspace, (startToken, endToken));
        session = model.StartDecoding();
    }

    /// <summary>
    /// Translates packed sources: <paramref name="ids"/> end to end, sentence b in <c>offsets[b] … offsets[b + 1]</c>. Returns the best
    /// hypotheses of each.
    /// </summary>
    /// <param name="ids">The ids of all sources.</param>
    /// <param name="offsets">Where each begins, and the number of ids at the end.</param>
    /// <param name="options">What holds for all of them.</param>
    /// <param name="wishes">What each of them wants for itself; none: nothing.</param>
    /// <param name="cancellation">Looked at before every step; ends the whole search.</param>
    /// <exception cref="Text.UserException">A prefix holds what no translation can, or more tokens than the model can write.</exception>
    public IReadOnlyList<Hypothesis>[] Search(
        ReadOnlySpan<int> ids, ReadOnlySpan<int> offsets, SearchOptions options, IReadOnlyList<SentenceSearch>? wishes = null, CancellationToken cancellation = default)
    {
        options.Check();
        SentenceBeam[] sentences = Begin(ids, offsets, options, wishes);
        var live = new List<SentenceBeam>(sentences);
        int perHypothesis = Math.Min(SentenceBeam.CandidateCount(options.Beam), model.Options.Vocabulary);
        int rows = sentences.Length * options.Beam;
        var step = new StepBuffers(rows, perHypothesis);
        for (int position = 0; Leave(live) > 0; position++)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Gather(live, step);
            workspace.BeginInferenceStep();
            Tensor logits = session.Step(workspace, step.Rows(count, position)); // (N, V)
            ForbiddenStart.Apply(logits, model.Options.StartToken);
            NextTokens.Top(logits, perHypothesis, step.TopIds, step.TopLogProbabilities);
            Advance(live, logits, perHypothesis, step, position + 1);
        }

        return [.. sentences.Select(sentence => sentence.Results())];
    }

    /// <summary>The <paramref name="count"/> most probable tokens behind <paramref name="prefix"/> (ids without the start) in a translation of one source, best first.</summary>
    /// <exception cref="UserException">A prefix holds what no translation can, or more tokens than the model can write.</exception>
    public IReadOnlyList<TokenProbability> Next(ReadOnlySpan<int> source, IReadOnlyList<int> prefix, int count)
    {
        Check(prefix);
        count = Math.Clamp(count, 1, model.Options.Vocabulary);
        workspace.BeginInferenceStep();
        session.Prepare(workspace, source, [0, source.Length]);
        session.Resize(1, prefix.Count + 1);
        Tensor logits = default;
        for (int position = 0; position <= prefix.Count; position++)
        {
            workspace.BeginInferenceStep();
            int newest = position == 0 ? tokens.Start : prefix[position - 1];
            logits = session.Step(workspace, new DecodingStep { Ids = [newest], Slots = [0], Sources = [0], Position = position }); // (1, V)
        }

        var ids = new int[count];
        var logProbabilities = new float[count];
        ForbiddenStart.Apply(logits, model.Options.StartToken);
        NextTokens.Top(logits, count, ids, logProbabilities);
        return [.. ids.Zip(logProbabilities, (id, logProbability) => new TokenProbability(id, logProbability))];
    }

    public void Dispose() => session.Dispose();

    private SentenceBeam[] Begin(ReadOnlySpan<int> ids, ReadOnlySpan<int> offsets, SearchOptions options, IReadOnlyList<SentenceSearch>? wishes)
    {
        workspace.BeginInferenceStep();
        session.Prepare(workspace, ids, offsets);
        var sentences = new SentenceBeam[offsets.Length - 1];
        int longest = 0;
        for (int source = 0; source < sentences.Length; source++)
        {
            SentenceSearch wish = wishes?[source] ?? NoWish;
            Check(wish.Prefix);
            int wanted = Math.Max(options.Limit(offsets[source + 1] - offsets[source]), wish.Prefix.Count + 1);
            int limit = Math.Min(wanted, model.Options.LongestTarget);
            sentences[source] = new SentenceBeam(source, limit, tokens, options, wish);
            longest = Math.Max(longest, limit);
        }

        session.Resize(sentences.Length * options.Beam, longest + 1);
        return sentences;
    }

    private static int Leave(List<SentenceBeam> live)
    {
        live.RemoveAll(static sentence => sentence.IsOver);
        return live.Count;
    }

    private void Check(IReadOnlyList<int> prefix)
    {
        foreach (int id in prefix)
        {
            if (id < 0 || id >= model.Options.Vocabulary || id == tokens.Start || id == tokens.End)
            {
                throw new UserException($"A translation cannot begin with the id {id}: it must be one of the {model.Options.Vocabulary} of the vocabulary, and neither start nor end.");
            }
        }

        if (prefix.Count >= model.Options.LongestTarget)
        {
            throw new UserException($"A translation cannot begin with {prefix.Count} tokens: this model writes at most {model.Options.LongestTarget}, the end included.");
        }
    }

    private static int Gather(List<SentenceBeam> live, StepBuffers step)
    {
        int count = 0;
        foreach (SentenceBeam sentence in live)
        {
            for (int index = 0; index < sentence.Live; index++, count++)
            {
                step.Ids[count] = sentence.LastToken(index);
                step.Slots[count] = sentence.FirstSlot + sentence.Slot(index);
                step.Sources[count] = sentence.Source;
            }
        }

        return count;
    }

    private void Advance(List<SentenceBeam> live, Tensor logits, int perHypothesis, StepBuffers step, int length)
    {
        int row = 0;
        foreach (SentenceBeam sentence in live)
        {
            int rows = sentence.Live;
            if (sentence.Forced is { } forced)
            {
                sentence.Advance([forced], [NextTokens.LogProbability(logits, row, forced)], 1);
            }
            else
            {
                Range candidates = (row * perHypothesis)..((row + rows) * perHypothesis);
                sentence.Advance(step.TopIds.AsSpan(candidates), step.TopLogProbabilities.AsSpan(candidates), perHypothesis);
            }

            row += rows;
            for (int move = 0; move < sentence.Moves.Count; move++)
            {
                (int from, int to) = sentence.Moves[move];
                session.CopySlot(sentence.FirstSlot + from, sentence.FirstSlot + to, length);
            }
        }
    }

    private sealed class StepBuffers(int rows, int perHypothesis)
    {
        public int[] Ids { get; } = new int[rows];

        public int[] Slots { get; } = new int[rows];

        public int[] Sources { get; } = new int[rows];

        public int[] TopIds { get; } = new int[rows * perHypothesis];

        public float[] TopLogProbabilities { get; } = new float[rows * perHypothesis];

        public DecodingStep Rows(int count, int position) => new()
        {
            Ids = Ids.AsSpan(0, count),
            Slots = Slots.AsSpan(0, count),
            Sources = Sources.AsSpan(0, count),
            Position = position,
        };
    }
}
