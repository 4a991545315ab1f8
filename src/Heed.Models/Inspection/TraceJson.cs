using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Heed.Models.Inspection;

/// <summary>The JSON of a trace: camelCase, numbers with all the digits that tell floats apart, nothing that is null, and no character that could end a script in a page.</summary>
public static class TraceJson
{
    /// <summary>Read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>The trace as one line of JSON.</summary>
    public static byte[] Serialize(TranslationTrace trace) => JsonSerializer.SerializeToUtf8Bytes(trace, Options);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerOptions.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
