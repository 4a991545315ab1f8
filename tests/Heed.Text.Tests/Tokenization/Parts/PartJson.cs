using System.Text;
using System.Text.Json;
using Heed.Text.Tokenization;

namespace Heed.Text.Tests.Tokenization.Parts;

/// <summary>Single parts of a tokenizer.json.</summary>
internal static class PartJson
{
    public static JsonPart Of(string json) => new(JsonDocument.Parse(json.Replace('\'', '"')).RootElement, "part");

    /// <summary>What a part writes, on one line.</summary>
    public static string Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray()).Replace('"', '\'');
    }
}
