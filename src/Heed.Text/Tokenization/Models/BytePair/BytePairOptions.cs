namespace Heed.Text.Tokenization.Models.BytePair;

/// <summary>What a byte-pair model does besides merging; the names are those of tokenizer.json.</summary>
public sealed record BytePairOptions
{
    /// <summary>The piece for a character that has none; null drops such characters.</summary>
    public string? UnknownPiece { get; init; }

    /// <summary>Marks the characters of a word after its first before merging, as <c>##</c> does; null for no mark.</summary>
    public string? ContinuingPrefix { get; init; }

    /// <summary>
    /// The rate of merges passed over that the file names, from 0 to 1. It is kept for the file; encoding is random only where it is asked
    /// for (<see cref="SubwordRegularization"/>), for the same text has to give the same pieces.
    /// </summary>
    public double? Dropout { get; init; }

    /// <summary>Marks the last character of a word before merging, as <c>&lt;/w&gt;</c> does; null for no mark.</summary>
    public string? EndOfWordSuffix { get; init; }

    /// <summary>Whether neighbouring unknown characters share one unknown piece.</summary>
    public bool FuseUnknown { get; init; }

    /// <summary>Whether a character without a piece is spelled with the pieces <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c> of its UTF-8 bytes.</summary>
    public bool ByteFallback { get; init; }

    /// <summary>Whether a word that is itself a piece is taken whole, whatever the merges would make of it.</summary>
    public bool IgnoreMerges { get; init; }
}
