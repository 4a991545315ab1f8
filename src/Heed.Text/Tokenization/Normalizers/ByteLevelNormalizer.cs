using System.Text.Json;

namespace Heed.Text.Tokenization.Normalizers;

/// <summary>Writes the text in bytes, each as one visible character, as byte-level vocabularies have them.</summary>
public sealed class ByteLevelNormalizer : Normalizer
{
    public override void Apply(MappedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        MappedText.Editor editor = text.Edit();
        ByteAlphabet.Replace(ref editor, text.Value, text.Value.Length);
        editor.Commit();
    }

    internal static new ByteLevelNormalizer Read(JsonPart json) => new();

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "ByteLevel");
        json.WriteEndObject();
    }
}
