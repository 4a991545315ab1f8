namespace Heed.Server.Engines;

/// <summary>
/// Chooses which waiting sentences go through the model together. Requests take turns: the first sentence of the one whose turn it is sets the length, and
/// those nearest to it in length fill the batch, whosever they are. So nobody waits for more than a turn of everybody, however much the others sent.
/// </summary>
internal static class BatchPlanner
{
    /// <summary>Takes a batch out of the requests, of which <paramref name="turn"/> comes first.</summary>
    public static IReadOnlyList<BatchedSentence> Take(TranslationRequest turn, IEnumerable<TranslationRequest> waiting, EngineLimits limits)
    {
        var first = new BatchedSentence(turn, turn.WaitingSentences.First());
        int length = first.Source.Length;
        IEnumerable<BatchedSentence> others =
            from request in waiting
            where request.Options.Equals(turn.Options)
            from sentence in request.WaitingSentences
            let candidate = new BatchedSentence(request, sentence)
            where candidate != first
            orderby Math.Abs(candidate.Source.Length - length) // stable: who came first comes first among equals
            select candidate;
        var batch = new List<BatchedSentence> { first };
        int tokens = length;
        foreach (BatchedSentence candidate in others)
        {
            if (tokens + candidate.Source.Length > limits.BatchTokens || batch.Count == limits.BatchSentences)
            {
                break;
            }

            batch.Add(candidate);
            tokens += candidate.Source.Length;
        }

        batch.ForEach(sentence => sentence.Request.Take(sentence.Index));
        return batch;
    }
}
