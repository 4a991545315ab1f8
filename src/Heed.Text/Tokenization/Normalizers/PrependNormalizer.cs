using System.Text.Json;

namespace Heed.Text.Tokenization.Normalizers;

/// <summary>Puts the same content before any text that is not empty.</summary>
public sealed class PrependNormalizer(string content) : Normalizer
{
    public override void Apply(MappedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Value.Length > 0)
        {
            MappedText.Editor editor = text.Edit();
            editor.Replace(0, content);
            editor.Commit();
        }
    }

    internal static new PrependNormalizer Read(JsonPart json) => new(json.String("prepend"));

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Prepend");
        json.WriteString("prepend", content);
        json.WriteEndObject();
    }
}
