using System.Text;

namespace Heed.Text.Tokenization.Normalizers;

/// <summary>Walks over the characters of a text and puts something else in the place of some.</summary>
internal static class CharacterNormalizer
{
    /// <summary>What stays as it is.</summary>
    public const string? Keep = null;

    /// <param name="text">Changed in place.</param>
    /// <param name="map">What becomes of a character: other text, none, or null where it stays.</param>
    public static void Apply(MappedText text, Func<Rune, string?> map)
    {
        ReadOnlySpan<char> value = text.Value;
        MappedText.Editor editor = text.Edit();
        int width;
        bool changed = false;
        for (int at = 0; at < value.Length; at += width)
        {
            Rune.DecodeFromUtf16(value[at..], out Rune character, out width);
            if (map(character) is { } instead)
            {
                changed = true;
                editor.Keep(at - editor.Position);
                editor.Replace(width, instead);
            }
        }

        if (changed)
        {
            editor.Commit();
        }
        else
        {
            editor.Cancel();
        }
    }
}
