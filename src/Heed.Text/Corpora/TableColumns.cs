using System.Text.Json.Serialization;

namespace Heed.Text.Corpora;

/// <summary>Which columns of a tab-separated table hold what, counted from 1. The defaults are those of SST-2: <c>text TAB label</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TableColumns
{
    /// <summary>How many columns each line has.</summary>
    public int Count { get; init; } = 2;

    /// <summary>The column of the text.</summary>
    public int Text { get; init; } = 1;

    /// <summary>The column of the label.</summary>
    public int Label { get; init; } = 2;

    /// <exception cref="UserException">A column lies outside the table.</exception>
    public void Check()
    {
        if (Text < 1 || Text > Count || Label < 1 || Label > Count || Text == Label)
        {
            throw new UserException($"A table of {Count} columns cannot have its text in column {Text} and its label in column {Label}; columns count from 1.");
        }
    }
}
