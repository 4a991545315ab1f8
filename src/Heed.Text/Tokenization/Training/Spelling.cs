using System.Text;

namespace Heed.Text.Tokenization.Training;

/// <summary>How a word is written in symbols before anything merges: one a character, marked where the kind marks them.</summary>
internal sealed record Spelling
{
    /// <summary>Characters as they are.</summary>
    public static Spelling Plain { get; } = new();

    /// <summary>What stands before every character but a word's first: <c>##</c> in WordPiece.</summary>
    public string Continuation { get; init; } = "";

    /// <summary>What stands after a word's last character: <c>&lt;/w&gt;</c>.</summary>
    public string EndOfWord { get; init; } = "";

    /// <summary>The symbols of a word, from left to right.</summary>
    public IEnumerable<Symbol> Symbols(string word)
    {
        int end;
        for (int start = 0; start < word.Length; start = end)
        {
            Rune.DecodeFromUtf16(word.AsSpan(start), out Rune character, out int width);
            end = start + width;
            yield return new Symbol(character, start > 0 && Continuation.Length > 0, end == word.Length && EndOfWord.Length > 0);
        }
    }

    /// <summary>A symbol as a piece.</summary>
    public string Piece(Symbol symbol) =>
        $"{(symbol.IsContinuation ? Continuation : "")}{symbol.Character}{(symbol.IsEnd ? EndOfWord : "")}";

    /// <summary>The piece that two neighbours become.</summary>
    public string Join(string left, string right) => string.Concat(left, right.AsSpan(Continuation.Length));

    /// <summary>A character and which of the marks it bears.</summary>
    internal readonly record struct Symbol(Rune Character, bool IsContinuation, bool IsEnd);
}
