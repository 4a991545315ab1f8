using System.Text.Json;
using Heed.Text.Tokenization.Unicode;

namespace Heed.Text.Tokenization.Normalizers;

/// <summary>Takes away marks that combine with what stands before them; NFD before it separates them from their letters.</summary>
public sealed class StripAccentsNormalizer : Normalizer
{
    public override void Apply(MappedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!System.Text.Ascii.IsValid(text.Value))
        {
            CharacterNormalizer.Apply(text, character => CharacterKinds.IsMark(character) ? "" : CharacterNormalizer.Keep);
        }
    }

    internal static new StripAccentsNormalizer Read(JsonPart json) => new();

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "StripAccents");
        json.WriteEndObject();
    }
}
