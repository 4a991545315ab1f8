namespace Heed.Models.Generation;

/// <summary>What it took to write a text.</summary>
public sealed class GenerationStatistics
{
    /// <summary>Tokens written.</summary>
    public int Tokens { get; internal set; }

    /// <summary>Passes through the model.</summary>
    public int Passes { get; internal set; }

    /// <summary>Tokens that a draft guessed.</summary>
    public int Drafted { get; internal set; }

    /// <summary>Those of them that the model would have written itself.</summary>
    public int Accepted { get; internal set; }
}
