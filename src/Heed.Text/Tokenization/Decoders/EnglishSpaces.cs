namespace Heed.Text.Tokenization.Decoders;

/// <summary>What Hugging Face calls the clean-up of tokenization spaces: no space before punctuation and the short forms of English.</summary>
internal static class EnglishSpaces
{
    /// <summary>One after the other, in Hugging Face's order.</summary>
    private static readonly (string Spaced, string Joined)[] Rules =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" do not", " don't"),
        (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    public static string Remove(string text)
    {
        foreach ((string spaced, string joined) in Rules)
        {
            text = text.Replace(spaced, joined, StringComparison.Ordinal);
        }

        return text;
    }
}
