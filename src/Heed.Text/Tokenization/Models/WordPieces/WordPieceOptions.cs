namespace Heed.Text.Tokenization.Models.WordPieces;

/// <summary>What a WordPiece model needs besides its pieces; the defaults are BERT's.</summary>
public sealed record WordPieceOptions
{
    /// <summary>The piece for a word that cannot be spelled.</summary>
    public string UnknownPiece { get; init; } = "[UNK]";

    /// <summary>Marks a piece that does not begin a word.</summary>
    public string ContinuingPrefix { get; init; } = "##";

    /// <summary>A word of more characters than this is unknown.</summary>
    public int MaximumCharacters { get; init; } = 100;
}
