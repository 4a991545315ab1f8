using System.Text.Json;

namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>
/// Writes the text in bytes, each as one visible character, so that 256 pieces spell anything (Radford et al. 2019, GPT-2). Before that it
/// cuts the text into words that carry the space before them, where <paramref name="useRegex"/> is set.
/// </summary>
/// <param name="addPrefixSpace">Whether a word that does not begin with a space gets one.</param>
/// <param name="trimOffsets">Kept for the file; the post-processor of the same name trims.</param>
/// <param name="useRegex">Whether to cut as GPT-2 does.</param>
public sealed class ByteLevelPreTokenizer(bool addPrefixSpace, bool trimOffsets, bool useRegex) : PreTokenizer
{
    /// <summary>GPT-2's words: English endings, letters, numbers or other signs with a space before them, and white space.</summary>
    public const string Words = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private static readonly SplitPreTokenizer Splitter = new(TextPattern.Expression(Words), SplitBehavior.Isolated, invert: false);

    public override void Apply(WordText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (addPrefixSpace)
        {
            text.Rewrite(static (ref MappedText.Editor editor, ReadOnlySpan<char> old, int end) =>
            {
                if (old[editor.Position] != ' ')
                {
                    editor.Replace(0, " ");
                }
            });
        }

        if (useRegex)
        {
            Splitter.Apply(text);
        }

        if (text.Text.Value.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            text.Rewrite(ByteAlphabet.Replace);
        }
    }

    internal static new ByteLevelPreTokenizer Read(JsonPart json)
    {
        (bool addPrefixSpace, bool trimOffsets, bool useRegex) = ByteLevel.Read(json);
        return new ByteLevelPreTokenizer(addPrefixSpace, trimOffsets, useRegex);
    }

    internal override void Write(Utf8JsonWriter json) => new ByteLevel(addPrefixSpace, trimOffsets, useRegex).Write(json);
}
