namespace Heed.Text.Metrics.Tokenizers;

/// <summary>The rules of <c>mteval-v13a</c> for Western punctuation, which <c>13a</c> and <c>zh</c> share. Only ASCII is touched.</summary>
internal static class WesternPunctuation
{
    /// <summary>Separates punctuation from words; the apostrophe, and a period, comma or dash inside a number or a word, stay.</summary>
    public static void Separate(LineRewriter line)
    {
        line.Surround(IsAlwaysSeparate);
        line.DetachSecond(IsNotDigit, IsPeriodOrComma);
        line.DetachFirst(IsPeriodOrComma, IsNotDigit);
        line.DetachSecond(IsDigit, IsDash);
    }

    private static bool IsAlwaysSeparate(int codePoint) => codePoint is (>= ' ' and <= '&') or (>= '(' and <= '+') or '/'
        or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~');

    private static bool IsPeriodOrComma(int codePoint) => codePoint is '.' or ',';

    private static bool IsDash(int codePoint) => codePoint == '-';

    private static bool IsDigit(int codePoint) => codePoint is >= '0' and <= '9';

    private static bool IsNotDigit(int codePoint) => !IsDigit(codePoint);
}
