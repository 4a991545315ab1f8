namespace Heed.Models.Generation.Drafts;

/// <summary>Guesses cheaply how a text goes on, for a model to verify many guesses in one pass (Leviathan, Kalman and Matias, 2023).</summary>
public interface IDraftSource : IDisposable
{
    /// <summary>Writes up to <c>draft.Length</c> tokens that may follow <paramref name="text"/>; returns how many, 0 where it has no idea.</summary>
    int Propose(ReadOnlySpan<int> text, Span<int> draft);
}
