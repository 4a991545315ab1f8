using System.Globalization;

namespace Heed.Text.Tokenization;

/// <summary>The 256 pieces <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c> that spell, byte by byte in UTF-8, a character without a piece.</summary>
internal static class BytePieces
{
    private const int Length = 6;

    public static IReadOnlyList<string> All { get; } =
        [.. Enumerable.Range(0, 256).Select(value => string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>"))];

    public static bool TryParse(ReadOnlySpan<char> piece, out byte value)
    {
        value = 0;
        return piece.Length == Length && piece.StartsWith("<0x", StringComparison.Ordinal) && piece[^1] == '>'
            && byte.TryParse(piece[3..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
