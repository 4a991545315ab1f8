namespace Heed.Cli.Recipes.Translation;

/// <summary>Where one parallel text is: two files aligned by line, one file of pairs (all plain or .gz), or the built-in dates.</summary>
internal sealed record CorpusFiles
{
    /// <summary>The source sentences, one a line.</summary>
    public string? Source { get; init; }

    /// <summary>Their translations, one a line.</summary>
    public string? Target { get; init; }

    /// <summary>Instead of both: one file of <c>source TAB target</c>.</summary>
    public string? Pairs { get; init; }

    /// <summary>Instead of files: so many pairs of the built-in corpus of dates, from English into the target language.</summary>
    public int? Dates { get; init; }
}
