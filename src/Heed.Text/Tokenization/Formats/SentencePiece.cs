namespace Heed.Text.Tokenization.Formats;

/// <summary>What a piece of a SentencePiece model is; the numbers are those in the file.</summary>
internal enum SentencePieceType
{
    Normal = 1,
    Unknown = 2,

    /// <summary>Stands for no text: <c>&lt;s&gt;</c>.</summary>
    Control = 3,

    /// <summary>Is one piece wherever it occurs.</summary>
    UserDefined = 4,
    Unused = 5,
    Byte = 6,
}

/// <summary>How a SentencePiece model cuts words; the numbers are those in the file.</summary>
internal enum SentencePieceAlgorithm
{
    Unigram = 1,
    BytePair = 2,
    Word = 3,
    Character = 4,
}

/// <param name="Text">The piece.</param>
/// <param name="Score">A logarithm of a probability, or, for byte pairs, higher for what is merged earlier.</param>
/// <param name="Type">What it is.</param>
internal readonly record struct SentencePiece(string Text, float Score, SentencePieceType Type);
