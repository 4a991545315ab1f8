using System.Globalization;

namespace Heed.Text.Metrics.Tokenizers;

/// <summary>
/// <c>intl</c>: the international tokenizer of <c>mteval-v14</c>. All Unicode punctuation is split off unless it stands between two numbers,
/// and every symbol is a word. A line's first and last punctuation next to a number stays, as in the original.
/// </summary>
internal sealed class InternationalTokenizer : IMetricTokenizer
{
    public string Name => "intl";

    public string Tokenize(string line)
    {
        var rewriter = new LineRewriter(line);
        rewriter.DetachSecond(IsNotNumber, IsPunctuation);
        rewriter.DetachFirst(IsPunctuation, IsNotNumber);
        rewriter.Surround(IsSymbol);
        return rewriter.JoinWords();
    }

    private static bool IsNotNumber(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint)
        is not (UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber);

    private static bool IsPunctuation(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint)
        is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation
        or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation
        or UnicodeCategory.OtherPunctuation;

    private static bool IsSymbol(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint)
        is UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.OtherSymbol;
}
