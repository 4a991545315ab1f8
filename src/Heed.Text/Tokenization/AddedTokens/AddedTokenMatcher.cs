using System.Buffers;
using System.Globalization;
using System.Text;

namespace Heed.Text.Tokenization.AddedTokens;

/// <summary>Finds added tokens in a text: always the leftmost, and of those that begin there the longest.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly Dictionary<string, AddedToken> tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AddedToken>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private readonly SearchValues<char> beginnings;
    private readonly int[] lengths;

    /// <param name="spellings">What to look for and what it is; of equal spellings the first counts.</param>
    public AddedTokenMatcher(IEnumerable<(string Spelling, AddedToken Token)> spellings)
    {
        foreach ((string spelling, AddedToken token) in spellings)
        {
            if (spelling.Length > 0)
            {
                tokens.TryAdd(spelling, token);
            }
        }

        bySpan = tokens.GetAlternateLookup<ReadOnlySpan<char>>();
        beginnings = SearchValues.Create([.. tokens.Keys.Select(spelling => spelling[0]).Distinct()]);
        lengths = [.. tokens.Keys.Select(spelling => spelling.Length).Distinct().OrderDescending()];
    }

    /// <summary>The tokens in order and without overlap, each with the white space that belongs to it.</summary>
    public IEnumerable<(int Start, int End, int Id)> Find(string text)
    {
        int free = 0;
        for (int at = 0; at < text.Length;)
        {
            int next = tokens.Count == 0 ? -1 : text.AsSpan(at).IndexOfAny(beginnings);
            if (next < 0)
            {
                yield break;
            }

            at += next;
            if (LongestAt(text, at) is not { } length)
            {
                at++;
                continue;
            }

            AddedToken token = bySpan[text.AsSpan(at, length)];
            (int start, int end) = (at, at + length);
            at = end;
            if (token.SingleWord && (EndsInWord(text.AsSpan(0, start)) || BeginsWithWord(text.AsSpan(end))))
            {
                continue;
            }

            if (token.StripLeft)
            {
                start = free + text.AsSpan(free, start - free).TrimEnd().Length;
            }

            if (token.StripRight)
            {
                end = text.Length - text.AsSpan(end).TrimStart().Length;
            }

            yield return (start, end, token.Id);
            free = at = end;
        }
    }

    private int? LongestAt(string text, int at)
    {
        foreach (int length in lengths)
        {
            if (length <= text.Length - at && bySpan.ContainsKey(text.AsSpan(at, length)))
            {
                return length;
            }
        }

        return null;
    }

    private static bool EndsInWord(ReadOnlySpan<char> text)
    {
        Rune.DecodeLastFromUtf16(text, out Rune character, out _);
        return text.Length > 0 && IsWord(character);
    }

    private static bool BeginsWithWord(ReadOnlySpan<char> text)
    {
        Rune.DecodeFromUtf16(text, out Rune character, out _);
        return text.Length > 0 && IsWord(character);
    }

    private static bool IsWord(Rune character) => Rune.IsLetter(character)
        || Rune.GetUnicodeCategory(character) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
