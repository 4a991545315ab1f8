namespace Heed.Models.LanguageModels;

/// <summary>New tokens of some texts: rows, those of a text together and in order.</summary>
public readonly ref struct GenerationStep
{
    /// <summary>The tokens (N).</summary>
    public required ReadOnlySpan<int> Ids { get; init; }

    /// <summary>The slot of each token's text (N).</summary>
    public required ReadOnlySpan<int> Slots { get; init; }

    /// <summary>Where each token stands in its text, from 0 (N): right behind what the slot holds.</summary>
    public required ReadOnlySpan<int> Positions { get; init; }

    /// <summary>The rows whose next token is asked for (R).</summary>
    public required ReadOnlySpan<int> Asked { get; init; }
}
