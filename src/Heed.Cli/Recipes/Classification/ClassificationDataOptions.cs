using Heed.Text.Corpora;

namespace Heed.Cli.Recipes.Classification;

/// <summary><c>data:</c> of a classifier's recipe: tab-separated tables without a heading, plain or .gz. Paths count from the data folder.</summary>
internal sealed record ClassificationDataOptions
{
    /// <summary>Which columns the tables have.</summary>
    public TableColumns Columns { get; init; } = new();

    /// <summary>What is learnt from.</summary>
    public required string Train { get; init; }

    /// <summary>What the run is judged by while it learns; without, the last checkpoint is the model.</summary>
    public string? Validation { get; init; }

    /// <summary>What the finished model is scored on.</summary>
    public string? Test { get; init; }

    /// <summary>Hides each text among the sentences of another one; null leaves the texts as they are.</summary>
    public HiddenInOptions? HiddenIn { get; init; }
}
