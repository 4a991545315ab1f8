using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Heed.Server.LibreTranslate;

/// <summary>Writes a confidence as clients of typed languages expect a fraction: 90.0, not 90.</summary>
internal sealed class Confidence : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToString("0.0##", CultureInfo.InvariantCulture));
}
