using System.Text.Json;

namespace Heed.Text.Tokenization.Normalizers;

/// <summary>Puts the same content behind any text that is not empty: "Prepend" the other way around, a kind of Heed's own.</summary>
public sealed class AppendNormalizer(string content) : Normalizer
{
    public override void Apply(MappedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Value.Length > 0)
        {
            MappedText.Editor editor = text.Edit();
            editor.Keep(text.Value.Length);
            editor.Replace(0, content);
            editor.Commit();
        }
    }

    internal static new AppendNormalizer Read(JsonPart json) => new(json.String("append"));

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Append");
        json.WriteString("append", content);
        json.WriteEndObject();
    }
}
