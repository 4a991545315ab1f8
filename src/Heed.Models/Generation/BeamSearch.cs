using Heed.Models.SequenceToSequence;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Generation;

/// <summary>
/// Beam search with a key-value cache over a batch of sources; a beam of 1 is greedy search. Finished sentences leave the batch. One
/// search at a time per instance.
/// </summary>
public sealed class BeamSearch : IDisposable
{
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
    public IReadOnlyList<Hypothesis>[] Search(ReadOnlySpan<int> ids, ReadOnlySpan<int> offsets, SearchOptions options)
    {
        options.Check();
        SentenceBeam[] sentences = Begin(ids, offsets, options);
        var live = new List<SentenceBeam>(sentences);
        int perHypothesis = Math.Min(SentenceBeam.CandidateCount(options.Beam), model.Options.Vocabulary);
        int rows = sentences.Length * options.Beam;
        var step = new StepBuffers(rows, perHypothesis);
        for (int position = 0; live.Count > 0; position++)
        {
            int count = Gather(live, step);
            workspace.BeginInferenceStep();
            Tensor logits = session.Step(workspace, step.Rows(count, position)); // (N, V)
            NextTokens.Top(logits, perHypothesis, step.TopIds, step.TopLogProbabilities);
            Advance(live, perHypothesis, step, position + 1);
            live.RemoveAll(static sentence => sentence.Live == 0);
        }

        return [.. sentences.Select(sentence => sentence.Results())];
    }

    public void Dispose() => session.Dispose();

    private SentenceBeam[] Begin(ReadOnlySpan<int> ids, ReadOnlySpan<int> offsets, SearchOptions options)
    {
        workspace.BeginInferenceStep();
        session.Prepare(workspace, ids, offsets);
        var sentences = new SentenceBeam[offsets.Length - 1];
        int longest = 0;
        for (int source = 0; source < sentences.Length; source++)
        {
            int limit = Math.Min(options.Limit(offsets[source + 1] - offsets[source]), model.Options.LongestTarget);
            sentences[source] = new SentenceBeam(source, limit, tokens.Start, tokens.End, options);
            longest = Math.Max(longest, limit);
        }

        session.Resize(sentences.Length * options.Beam, longest + 1);
        return sentences;
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

    private void Advance(List<SentenceBeam> live, int perHypothesis, StepBuffers step, int length)
    {
        int start = 0;
        foreach (SentenceBeam sentence in live)
        {
            int count = sentence.Live * perHypothesis;
            sentence.Advance(step.TopIds.AsSpan(start, count), step.TopLogProbabilities.AsSpan(start, count), perHypothesis);
            start += count;
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
