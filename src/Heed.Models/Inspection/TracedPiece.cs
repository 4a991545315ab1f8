namespace Heed.Models.Inspection;

/// <summary>One token of a text.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Piece">As the vocabulary writes it.</param>
/// <param name="Text">What it stands for in the text; empty for a special token.</param>
/// <param name="Start">The first UTF-16 unit of the text that it covers.</param>
/// <param name="End">The unit after the last.</param>
public sealed record TracedPiece(int Id, string Piece, string Text, int Start, int End);
