namespace Heed.Text.Tokenization.Training;

/// <summary>A kind whose vocabulary begins with the characters of the text, and that has to say which of them.</summary>
public abstract record AlphabetTraining : TokenizerTraining
{
    /// <summary>
    /// A character that occurs less often than this gets no piece of its own and is spelled in bytes or unknown: one occurrence teaches a
    /// piece nothing, but teaches those of the bytes.
    /// </summary>
    public int MinimumCharacterCount { get; init; } = 2;

    /// <summary>
    /// The share of all characters of the text, counted as often as they occur, that may get pieces, the most frequent characters first.
    /// 0.9995 is usual for large texts in many scripts.
    /// </summary>
    public double CharacterCoverage { get; init; } = 1;
}
