namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>What becomes of the stretches that the pattern matches.</summary>
public enum SplitBehavior
{
    /// <summary>Each match is a word.</summary>
    Isolated,

    /// <summary>Matches are dropped.</summary>
    Removed,

    /// <summary>A match ends the word before it.</summary>
    MergedWithPrevious,

    /// <summary>A match begins the word after it.</summary>
    MergedWithNext,

    /// <summary>Matches that touch are one word.</summary>
    Contiguous,
}
