namespace Heed.Models.Inspection;

/// <summary>A token that could stand at some place of a translation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Piece">As the vocabulary writes it.</param>
/// <param name="Text">What it would add to the text; empty for the end.</param>
/// <param name="Probability">Its probability there, 0 … 1.</param>
public sealed record TokenAlternative(int Id, string Piece, string Text, float Probability);
