namespace Heed.Cli.Recipes.Unlabelled;

/// <summary><c>data:</c> of the recipes that learn from text without labels.</summary>
internal sealed record UnlabelledDataOptions
{
    /// <summary>What is learnt from.</summary>
    public required IReadOnlyList<TextFileOptions> Train { get; init; }

    /// <summary>What the run is judged by while it learns; without, the last checkpoint is the model.</summary>
    public IReadOnlyList<TextFileOptions> Validation { get; init; } = [];

    /// <summary>Most tokens of an input, special ones counted; 0 is as many as the model takes.</summary>
    public int MaximumLength { get; init; }
}
