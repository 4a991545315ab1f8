namespace Heed.Text.Tokenization;

/// <summary>Text as UTF-8 can hold it: U+FFFD stands for each lone surrogate.</summary>
internal static class WellFormedText
{
    /// <summary>The text itself where it is well formed, as nearly all is.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int bad = IndexOfLoneSurrogate(text, 0);
        if (bad < 0)
        {
            return text;
        }

        char[] mended = text.ToCharArray();
        for (; bad >= 0; bad = IndexOfLoneSurrogate(text, bad + 1))
        {
            mended[bad] = '\uFFFD';
        }

        return new string(mended);
    }

    private static int IndexOfLoneSurrogate(string text, int from)
    {
        for (int i = from; i < text.Length; i++)
        {
            int next = text.AsSpan(i).IndexOfAnyInRange('\uD800', '\uDFFF');
            if (next < 0)
            {
                return -1;
            }

            i += next;
            if (!char.IsSurrogatePair(text, i))
            {
                return i;
            }

            i++;
        }

        return -1;
    }
}
