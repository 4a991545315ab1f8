using System.Text;
using System.Text.Json;

namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>Cuts words of so many characters, the last one shorter.</summary>
public sealed class FixedLengthPreTokenizer(int length) : PreTokenizer
{
    public override void Apply(WordText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string value = text.Text.Value;
        text.Recut((word, cut) =>
        {
            int start = word.Start;
            int count = 0;
            int width;
            for (int at = word.Start; at < word.End; at += width)
            {
                Rune.DecodeFromUtf16(value.AsSpan(at, word.End - at), out _, out width);
                if (count == length)
                {
                    cut.Add((start, at));
                    (start, count) = (at, 0);
                }

                count++;
            }

            cut.Add((start, word.End));
        });
    }

    internal static new FixedLengthPreTokenizer Read(JsonPart json)
    {
        int length = json.Integer("length");
        return length > 0 ? new FixedLengthPreTokenizer(length) : throw json.Error($"has {length} as \"length\" where a number above 0 is needed");
    }

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "FixedLength");
        json.WriteNumber("length", length);
        json.WriteEndObject();
    }
}
