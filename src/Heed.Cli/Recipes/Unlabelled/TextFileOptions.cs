using Heed.Text.Corpora;

namespace Heed.Cli.Recipes.Unlabelled;

/// <summary>One file of text, plain or .gz.</summary>
internal sealed record TextFileOptions
{
    /// <summary>Where it is; the path counts from the data folder.</summary>
    public required string File { get; init; }

    /// <summary>What its lines are.</summary>
    public TextLayout Layout { get; init; } = TextLayout.Lines;

    /// <summary>For a table: the column, from 1, that holds the text; null where the whole line is text.</summary>
    public int? Column { get; init; }
}
