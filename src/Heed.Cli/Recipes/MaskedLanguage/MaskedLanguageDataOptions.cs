namespace Heed.Cli.Recipes.MaskedLanguage;

/// <summary><c>data:</c> of a pre-training recipe: text without labels.</summary>
internal sealed record MaskedLanguageDataOptions
{
    /// <summary>What is learnt from.</summary>
    public required IReadOnlyList<TextFileOptions> Train { get; init; }

    /// <summary>What the run is judged by while it learns; without, the last checkpoint is the model.</summary>
    public IReadOnlyList<TextFileOptions> Validation { get; init; } = [];

    /// <summary>Most tokens of an input, special ones counted; 0 is as many as the model takes.</summary>
    public int MaximumLength { get; init; }
}
