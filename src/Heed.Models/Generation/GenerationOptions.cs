using Heed.Models.Generation.Sampling;

namespace Heed.Models.Generation;

/// <summary>How a text goes on.</summary>
public sealed record GenerationOptions
{
    /// <summary>The most tokens to write.</summary>
    public int MaximumTokens { get; init; } = 200;

    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>Whether to go on behind the token that ends a text, as measurements want.</summary>
    public bool IgnoreEnd { get; init; }

    /// <summary>How many tokens a draft guesses ahead, if there is one.</summary>
    public int DraftLength { get; init; } = 4;
}
