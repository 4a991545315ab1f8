using Heed.Cli.Terminal;

namespace Heed.Cli.Tests.Terminal;

public sealed class SuggestionTests
{
    private static readonly string[] Options = ["--beam", "--batch", "--length-penalty", "--output", "--n-best"];

    [Theory]
    [InlineData("--beem", "--beam")]
    [InlineData("--baem", "--beam")]
    [InlineData("--length_penalty", "--length-penalty")]
    [InlineData("--length", "--length-penalty")]
    [InlineData("--nbest", "--n-best")]
    [InlineData("--Output", "--output")]
    public void The_nearest_name_is_found(string typed, string meant) => Assert.Equal(meant, Suggestion.Nearest(typed, Options));

    [Theory]
    [InlineData("--frobnicate")]
    [InlineData("xyz")]
    public void Nothing_is_suggested_for_what_is_far_from_all(string typed) => Assert.Null(Suggestion.Nearest(typed, Options));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("ab", "ba", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_counts_edits(string from, string to, int edits) => Assert.Equal(edits, Suggestion.Distance(from, to));
}
