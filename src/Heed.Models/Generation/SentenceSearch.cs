namespace Heed.Models.Generation;

/// <summary>What one sentence of a batch wants of the search for itself.</summary>
public sealed record SentenceSearch
{
    /// <summary>The ids that its translation has to begin with, without the start token. Their log-probabilities count as those of chosen tokens do.</summary>
    public IReadOnlyList<int> Prefix { get; init; } = [];

    /// <summary>Looked at before every step: a sentence that nobody wants any more leaves the batch, and has no hypotheses.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Sees every branch of the search; null: nobody does, and nothing is spent on it.</summary>
    public IBeamObserver? Observer { get; init; }
}
