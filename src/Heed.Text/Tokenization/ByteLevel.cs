using System.Text.Json;

namespace Heed.Text.Tokenization;

/// <summary>The "ByteLevel" part, which tokenizer.json writes the same way as pre-tokenizer, post-processor and decoder.</summary>
/// <param name="AddPrefixSpace">Whether a text that does not begin with a space gets one.</param>
/// <param name="TrimOffsets">Whether the offsets of a piece leave out the white space in it.</param>
/// <param name="UseRegex">Whether the text is cut as GPT-2 cuts it.</param>
internal readonly record struct ByteLevel(bool AddPrefixSpace, bool TrimOffsets, bool UseRegex)
{
    public static ByteLevel Read(JsonPart json) => new(
        json.Boolean("add_prefix_space", absent: true),
        json.Boolean("trim_offsets", absent: true),
        json.Boolean("use_regex", absent: true));

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "ByteLevel");
        json.WriteBoolean("add_prefix_space", AddPrefixSpace);
        json.WriteBoolean("trim_offsets", TrimOffsets);
        json.WriteBoolean("use_regex", UseRegex);
        json.WriteEndObject();
    }
}
