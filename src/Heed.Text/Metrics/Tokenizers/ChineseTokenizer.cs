namespace Heed.Text.Metrics.Tokenizers;

/// <summary><c>zh</c>: every Chinese character is a word; what is Western in the line is cut as <c>13a</c> cuts it.</summary>
internal sealed class ChineseTokenizer : IMetricTokenizer
{
    public string Name => "zh";

    public string Tokenize(string line)
    {
        var rewriter = new LineRewriter(PythonText.Trim(line));
        rewriter.Surround(IsChinese);
        WesternPunctuation.Separate(rewriter);
        return rewriter.JoinWords();
    }

    /// <summary>
    /// sacreBLEU's table as it takes effect. Its entry for CJK Extension B (U+20000–U+2A6D6) is written with four-digit escapes and so
    /// covers U+2001–U+2A6D instead: curly quotes, dashes and the euro sign are split off, and Extension B is not. Scores published with
    /// <c>zh</c> contain this, so it is kept.
    /// </summary>
    private static bool IsChinese(int codePoint) => codePoint is
        (>= 0x2001 and <= 0x2A6D) or
        (>= 0x2E80 and <= 0x2EFF) or // radicals
        (>= 0x2F00 and <= 0x2FDF) or // Kangxi radicals
        (>= 0x2FF0 and <= 0x2FFF) or // ideographic description
        (>= 0x3000 and <= 0x303F) or // CJK punctuation
        (>= 0x3100 and <= 0x312F) or // Bopomofo
        (>= 0x31A0 and <= 0x31BF) or // Bopomofo, extended
        (>= 0x31C0 and <= 0x31EF) or // strokes
        (>= 0x3200 and <= 0x33FF) or // enclosed letters and squared units
        (>= 0x3400 and <= 0x4DB5) or // Extension A
        (>= 0x4E00 and <= 0x9FBB) or // unified ideographs
        (>= 0xF900 and <= 0xFA2D) or // compatibility ideographs
        (>= 0xFA30 and <= 0xFA6A) or
        (>= 0xFA70 and <= 0xFAD9) or
        (>= 0xFE10 and <= 0xFE1F) or // vertical forms
        (>= 0xFE30 and <= 0xFE4F) or // compatibility forms
        (>= 0xFF00 and <= 0xFFEF);   // full-width and half-width forms
}
