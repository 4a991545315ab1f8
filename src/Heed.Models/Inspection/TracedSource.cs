namespace Heed.Models.Inspection;

/// <summary>The source as the encoder reads it.</summary>
/// <param name="Pieces">S of them; the last is the end token where the model was trained with one.</param>
/// <param name="Words">The words that no piece crosses.</param>
public sealed record TracedSource(IReadOnlyList<TracedPiece> Pieces, IReadOnlyList<TracedWord> Words);
