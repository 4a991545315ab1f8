namespace Heed.Text.Tokenization.Models.Unigram;

/// <summary>
/// Cuts a text where no piece can cross: before (or, where pieces carry their space behind them, after) a run of ▁. The parts can then be
/// searched, and remembered, one by one.
/// </summary>
internal sealed class SpaceCutter
{
    private const char Space = PreTokenizers.MetaspacePreTokenizer.Space;
    private readonly bool before;
    private readonly bool after;

    private SpaceCutter(bool before, bool after)
    {
        this.before = before;
        this.after = after;
    }

    public static SpaceCutter For(IEnumerable<string> pieces)
    {
        bool before = true;
        bool after = true;
        foreach (string piece in pieces)
        {
            for (int i = 1; i < piece.Length; i++)
            {
                before &= piece[i] != Space || piece[i - 1] == Space;
                after &= piece[i] == Space || piece[i - 1] != Space;
            }
        }

        return new SpaceCutter(before, after && !before);
    }

    /// <summary>The end of the part that starts at a place.</summary>
    public int Next(ReadOnlySpan<char> text, int start)
    {
        if (!before && !after)
        {
            return text.Length;
        }

        int at = start;
        if (before)
        {
            at += CountSpaces(text[at..]);
        }

        int found = text[at..].IndexOf(Space);
        if (found < 0)
        {
            return text.Length;
        }

        at += found;
        return before ? at : at + CountSpaces(text[at..]);
    }

    private static int CountSpaces(ReadOnlySpan<char> text)
    {
        int other = text.IndexOfAnyExcept(Space);
        return other < 0 ? text.Length : other;
    }
}
