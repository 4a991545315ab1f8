namespace Heed.Models.Generation;

/// <summary>
/// The search for one sentence: its live hypotheses, each in a cache slot of its own, and the finished ones. Everything here looks at
/// this sentence alone, which is why a translation cannot depend on its batch mates.
/// </summary>
internal sealed class SentenceBeam
{
    private readonly SearchOptions options;
    private readonly SentenceSearch wish;
    private readonly int endToken;
    private readonly int[] tokens; // (beam, 1 + limit)
    private readonly float[] tokenScores; // (beam, 1 + limit)
    private readonly int[] slots;
    private readonly float[] scores;
    private readonly Candidate[] candidates;
    private readonly bool[] inPlace;
    private readonly List<Hypothesis> finished = [];
    private readonly List<(int From, int To)> moves = [];
    private readonly int limit;
    private int length;

    /// <summary>Begins a hypothesis of the start token alone; the longest one has <paramref name="limit"/> tokens behind it.</summary>
    public SentenceBeam(int source, int limit, (int Start, int End) frame, SearchOptions options, SentenceSearch wish)
    {
        (this.options, this.wish, endToken, this.limit, Source) = (options, wish, frame.End, limit, source);
        int beam = options.Beam;
        tokens = new int[beam * (limit + 1)];
        tokenScores = new float[beam * (limit + 1)];
        slots = new int[beam];
        scores = new float[beam];
        inPlace = new bool[beam];
        candidates = new Candidate[CandidateCount(beam) * beam];
        Live = 1;
        tokens[0] = frame.Start;
    }

    /// <summary>Which source sentence this is.</summary>
    public int Source { get; }

    /// <summary>The first of this sentence's slots in the cache; it has as many as the beam is wide.</summary>
    public int FirstSlot => Source * options.Beam;

    /// <summary>How many hypotheses are alive; 0 when the search is over.</summary>
    public int Live { get; private set; }

    /// <summary>Whether nothing is left to do for this sentence, or nobody wants it any more.</summary>
    public bool IsOver => Live == 0 || wish.Cancellation.IsCancellationRequested;

    /// <summary>The token that has to come next; null where the model is free.</summary>
    public int? Forced => length < wish.Prefix.Count ? wish.Prefix[length] : null;

    /// <summary>The slots, within this sentence's own, whose past has to be copied after <see cref="Advance"/>.</summary>
    public IReadOnlyList<(int From, int To)> Moves => moves;

    /// <summary>Candidates wanted from each live hypothesis: even if every second one ends, a full beam goes on.</summary>
    public static int CandidateCount(int beam) => beam == 1 ? 1 : 2 * beam;

    /// <summary>The slot, within this sentence's own, of live hypothesis <paramref name="index"/>.</summary>
    public int Slot(int index) => slots[index];

    /// <summary>The newest token of live hypothesis <paramref name="index"/>.</summary>
    public int LastToken(int index) => tokens[(slots[index] * (limit + 1)) + length];

    /// <summary>
    /// Takes the best continuations of every live hypothesis (<paramref name="ids"/> and <paramref name="logProbabilities"/>, Live ×
    /// <paramref name="perHypothesis"/>, best first) and keeps the best of them all. The caches have to follow the <see cref="Moves"/> then.
    /// </summary>
    public void Advance(ReadOnlySpan<int> ids, ReadOnlySpan<float> logProbabilities, int perHypothesis)
    {
        int count = Live * perHypothesis;
        for (int index = 0; index < count; index++)
        {
            int hypothesis = index / perHypothesis;
            candidates[index] = new Candidate(hypothesis, ids[index], logProbabilities[index], scores[hypothesis] + logProbabilities[index], index);
        }

        moves.Clear();
        candidates.AsSpan(0, count).Sort();
        bool atLimit = length + 1 >= limit;
        int survivors = 0;
        int rank = 0;
        for (; rank < count && survivors < options.Beam; rank++)
        {
            Candidate candidate = candidates[rank];
            bool ends = candidate.Token == endToken && options.ForcedLength == 0;
            BeamFate fate = !ends && !atLimit ? BeamFate.Live : rank < options.Beam ? BeamFate.Finished : BeamFate.Pruned;
            wish.Observer?.Branch(candidate.Branch(fate));
            if (fate == BeamFate.Finished)
            {
                Finish(candidate, ends);
            }
            else if (fate == BeamFate.Live)
            {
                candidates[survivors++] = candidate;
            }
        }

        EndStep(candidates.AsSpan(rank, count - rank));
        bool isOver = atLimit || finished.Count >= options.Beam;
        Live = isOver ? 0 : survivors;
        if (!isOver)
        {
            Continue(survivors);
        }

        length++;
    }

    /// <summary>The best translations found, best first; none where the search was abandoned.</summary>
    public IReadOnlyList<Hypothesis> Results() => Live > 0 ? [] :
        [.. finished.OrderByDescending(hypothesis => hypothesis.Score).Take(options.Best)];

    private void Finish(in Candidate candidate, bool ends)
    {
        int start = (slots[candidate.Hypothesis] * (limit + 1)) + 1;
        ReadOnlySpan<int> prefix = tokens.AsSpan(start, length);
        int[] result = ends ? prefix.ToArray() : [.. prefix, candidate.Token];
        float score = candidate.Score / options.LengthPenalty.Divisor(length + 1);
        finished.Add(new Hypothesis(result, candidate.Score, score)
        {
            LogProbabilities = [.. tokenScores.AsSpan(start, length), candidate.LogProbability],
        });
    }

    private void EndStep(ReadOnlySpan<Candidate> pruned)
    {
        if (wish.Observer is { } observer)
        {
            foreach (Candidate candidate in pruned)
            {
                observer.Branch(candidate.Branch(BeamFate.Pruned));
            }

            observer.EndStep();
        }
    }

    /// <summary>Gives each survivor a slot: the first child of a hypothesis stays where its parent was, the others move into slots that died.</summary>
    private void Continue(int survivors)
    {
        Array.Clear(inPlace);
        Span<int> next = stackalloc int[survivors];
        next.Fill(-1);
        for (int child = 0; child < survivors; child++)
        {
            int parent = slots[candidates[child].Hypothesis];
            if (!inPlace[parent])
            {
                inPlace[parent] = true;
                next[child] = parent;
            }
        }

        int free = 0;
        for (int child = 0; child < survivors; child++)
        {
            if (next[child] < 0)
            {
                while (inPlace[free])
                {
                    free++;
                }

                inPlace[free] = true;
                next[child] = free;
                int parent = slots[candidates[child].Hypothesis];
                (int from, int to) = (parent * (limit + 1), free * (limit + 1));
                tokens.AsSpan(from, length + 1).CopyTo(tokens.AsSpan(to));
                tokenScores.AsSpan(from, length + 1).CopyTo(tokenScores.AsSpan(to));
                moves.Add((parent, free));
            }
        }

        for (int child = 0; child < survivors; child++)
        {
            slots[child] = next[child];
            scores[child] = candidates[child].Score;
            int place = (next[child] * (limit + 1)) + length + 1;
            (tokens[place], tokenScores[place]) = (candidates[child].Token, candidates[child].LogProbability);
        }
    }

    /// <summary>A continuation; better ones sort first, ties by the order they came in.</summary>
    private readonly record struct Candidate(int Hypothesis, int Token, float LogProbability, float Score, int Order) : IComparable<Candidate>
    {
        public BeamBranch Branch(BeamFate fate) => new(Hypothesis, Token, LogProbability, Score, fate);

        public int CompareTo(Candidate other)
        {
            int byScore = other.Score.CompareTo(Score);
            return byScore != 0 ? byScore : Order.CompareTo(other.Order);
        }
    }
}
