namespace Heed.Models.Inspection;

/// <summary>The translation as the decoder writes it, T tokens.</summary>
public sealed record TracedTarget
{
    /// <summary>What is written, T of them; the last is the end token.</summary>
    public required IReadOnlyList<TracedPiece> Pieces { get; init; }

    /// <summary>What the decoder reads while it writes them, T of them: the start token, then all pieces but the last.</summary>
    public required IReadOnlyList<TracedPiece> Inputs { get; init; }

    /// <summary>The words that no piece crosses.</summary>
    public required IReadOnlyList<TracedWord> Words { get; init; }

    /// <summary>ln p of each piece given those before it (T).</summary>
    public required IReadOnlyList<float> LogProbabilities { get; init; }

    /// <summary>The most probable tokens at each place, best first (T).</summary>
    public required IReadOnlyList<IReadOnlyList<TokenAlternative>> Alternatives { get; init; }
}
