using System.Buffers;

namespace Heed.Text.Tokenization.Patterns;

/// <summary>Any white space but a single space: what has to become a single space.</summary>
internal sealed class UnusualSpacePattern : HandWrittenPattern
{
    /// <summary>The expression.</summary>
    public const string UnusualSpace = @"\s{2,}|[^\S ]";

    private static readonly SearchValues<char> Others = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(unit => (char)unit).Where(unit => unit != ' ' && char.IsWhiteSpace(unit))]);

    public override string Expression => UnusualSpace;

    public override void FindAll(ReadOnlySpan<char> text, List<(int Start, int End)> matches)
    {
        // Nearly all lines end here, after two searches that look at many characters at once.
        int two = text.IndexOf("  ", StringComparison.Ordinal);
        int other = text.IndexOfAny(Others);
        if (two < 0 && other < 0)
        {
            return;
        }

        for (int start = 0; start < text.Length;)
        {
            int end = CharacterClasses.EndOfRun(text, start, CharacterClass.Space);
            if (end - start > 1 || (end > start && text[start] != ' '))
            {
                matches.Add((start, end));
            }

            start = Math.Max(end, start + 1);
        }
    }
}
