using System.Text.Json;

namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>Cuts where a pattern matches; with <paramref name="invert"/>, where it does not.</summary>
public sealed class SplitPreTokenizer(TextPattern pattern, SplitBehavior behavior, bool invert) : PreTokenizer
{
    public override void Apply(WordText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var matches = new List<(int Start, int End)>();
        text.Recut((word, cut) =>
        {
            matches.Clear();
            pattern.FindAll(text.Text.Value.AsSpan(word.Start, word.End - word.Start), matches);
            SplitJoiner.Cut(word, matches, behavior, invert, cut);
        });
    }

    internal static new SplitPreTokenizer Read(JsonPart json)
    {
        SplitBehavior behavior = SplitJoiner.ReadBehavior(json);
        return new SplitPreTokenizer(TextPattern.Read(json.Part("pattern")), behavior, json.Boolean("invert", absent: false));
    }

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Split");
        pattern.Write(json);
        json.WriteString("behavior", behavior.ToString());
        json.WriteBoolean("invert", invert);
        json.WriteEndObject();
    }
}
