using System.Text.Json;

namespace Heed.Text.Tokenization.Normalizers;

/// <summary>Takes white space off the beginning, the end, or both.</summary>
public sealed class StripNormalizer(bool left, bool right) : Normalizer
{
    public override void Apply(MappedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string value = text.Value;
        int begin = left ? value.Length - value.AsSpan().TrimStart().Length : 0;
        int end = right ? value.AsSpan().TrimEnd().Length : value.Length;
        if (begin == 0 && end == value.Length)
        {
            return;
        }

        MappedText.Editor editor = text.Edit();
        editor.Replace(begin, []);
        editor.Keep(Math.Max(end - begin, 0));
        editor.Replace(value.Length - editor.Position, []);
        editor.Commit();
    }

    internal static new StripNormalizer Read(JsonPart json) => new(json.Boolean("strip_left"), json.Boolean("strip_right"));

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Strip");
        json.WriteBoolean("strip_left", left);
        json.WriteBoolean("strip_right", right);
        json.WriteEndObject();
    }
}
