using System.Text;
using System.Text.Json;
using Heed.Text.Tokenization.Unicode;

namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>
/// Cuts where the script changes, so that no piece mixes Latin with Chinese. Japanese syllables count as Chinese; a space, or a character
/// without a script, belongs to what stands before it.
/// </summary>
public sealed class UnicodeScriptsPreTokenizer : PreTokenizer
{
    private const int LongVowelMark = 0x30FC;
    private static readonly byte Han = ScriptTable.Instance.Number("Han");
    private static readonly byte Hiragana = ScriptTable.Instance.Number("Hiragana");
    private static readonly byte Katakana = ScriptTable.Instance.Number("Katakana");

    public override void Apply(WordText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string value = text.Text.Value;
        text.Recut((word, cut) =>
        {
            int start = word.Start;
            byte current = ScriptTable.None;
            int width;
            for (int at = word.Start; at < word.End; at += width)
            {
                Rune.DecodeFromUtf16(value.AsSpan(at, word.End - at), out Rune character, out width);
                byte script = ScriptOf(character);
                if (script == ScriptTable.None || script == current)
                {
                    continue;
                }

                if (current != ScriptTable.None)
                {
                    cut.Add((start, at));
                    start = at;
                }

                current = script;
            }

            cut.Add((start, word.End));
        });
    }

    internal static new UnicodeScriptsPreTokenizer Read(JsonPart json) => new();

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "UnicodeScripts");
        json.WriteEndObject();
    }

    private static byte ScriptOf(Rune character)
    {
        byte script = character.Value == ' ' ? ScriptTable.None : ScriptTable.Instance.Of(character);
        return script == Hiragana || script == Katakana || character.Value == LongVowelMark ? Han : script;
    }
}
