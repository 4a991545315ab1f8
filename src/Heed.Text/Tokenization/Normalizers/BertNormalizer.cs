using System.Text;
using System.Text.Json;
using Heed.Text.Tokenization.Unicode;

namespace Heed.Text.Tokenization.Normalizers;

/// <summary>What BERT does to a text before it looks for words (Devlin et al. 2019, arXiv:1810.04805); each step can be left out.</summary>
/// <param name="cleanText">Whether control characters go and any white space becomes a space.</param>
/// <param name="handleChineseChars">Whether each Chinese character gets spaces around it, so that it is a word of its own.</param>
/// <param name="stripAccents">Whether é becomes e; null does so where <paramref name="lowercase"/> is set.</param>
/// <param name="lowercase">Whether capitals become small letters.</param>
public sealed class BertNormalizer(bool cleanText, bool handleChineseChars, bool? stripAccents, bool lowercase) : Normalizer
{
    private static readonly UnicodeNormalizer Decomposition = new(UnicodeForm.Nfd);
    private static readonly LowercaseNormalizer Lowercasing = new();

    public override void Apply(MappedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // Nothing in ASCII's visible characters is for the first three steps.
        if (text.Value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            if (cleanText)
            {
                CharacterNormalizer.Apply(text, Clean);
            }

            if (handleChineseChars)
            {
                CharacterNormalizer.Apply(text, SpaceChinese);
            }

            if (stripAccents ?? lowercase)
            {
                Decomposition.Apply(text);
                CharacterNormalizer.Apply(text, StripAccent);
            }
        }

        if (lowercase)
        {
            Lowercasing.Apply(text);
        }
    }

    internal static new BertNormalizer Read(JsonPart json) => new(
        json.Boolean("clean_text"),
        json.Boolean("handle_chinese_chars"),
        json.OptionalElement("strip_accents") is null ? null : json.Boolean("strip_accents"),
        json.Boolean("lowercase"));

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "BertNormalizer");
        json.WriteBoolean("clean_text", cleanText);
        json.WriteBoolean("handle_chinese_chars", handleChineseChars);
        if (stripAccents is { } strip)
        {
            json.WriteBoolean("strip_accents", strip);
        }
        else
        {
            json.WriteNull("strip_accents");
        }

        json.WriteBoolean("lowercase", lowercase);
        json.WriteEndObject();
    }

    private static string? Clean(Rune character) => character.Value switch
    {
        '\t' or '\n' or '\r' => " ",
        0 or 0xFFFD => "",
        ' ' => CharacterNormalizer.Keep,
        _ when CharacterKinds.IsControl(character) => "",
        _ when Rune.IsWhiteSpace(character) => " ",
        _ => CharacterNormalizer.Keep,
    };

    private static string? SpaceChinese(Rune character) => CharacterKinds.IsChinese(character) ? $" {character} " : CharacterNormalizer.Keep;

    private static string? StripAccent(Rune character) => CharacterKinds.IsAccent(character) ? "" : CharacterNormalizer.Keep;
}
