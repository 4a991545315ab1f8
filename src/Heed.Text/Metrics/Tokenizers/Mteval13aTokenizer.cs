namespace Heed.Text.Metrics.Tokenizers;

/// <summary><c>13a</c>: the tokenizer of WMT's <c>mteval-v13a</c>, for languages that write spaces.</summary>
internal sealed class Mteval13aTokenizer : IMetricTokenizer
{
    public string Name => "13a";

    public string Tokenize(string line)
    {
        line = line.Replace("<skipped>", "").Replace("-\n", "").Replace('\n', ' ');
        if (line.Contains('&'))
        {
            // In this order: "&amp;lt;" becomes "<".
            line = line.Replace("&quot;", "\"").Replace("&amp;", "&").Replace("&lt;", "<").Replace("&gt;", ">");
        }

        // The spaces let the rules see that a line's first or last character is next to no digit.
        var rewriter = new LineRewriter($" {line} ");
        WesternPunctuation.Separate(rewriter);
        return rewriter.JoinWords();
    }
}
