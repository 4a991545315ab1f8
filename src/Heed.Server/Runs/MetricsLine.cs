using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Heed.Server.Runs;

/// <summary>One whole line of a run's metrics, and where it ends in the file.</summary>
internal readonly record struct MetricsLine(long End, string Json)
{
    /// <summary>What tells this line from what may stand there after the run has gone back: where it ends, and a check of what it says.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{End}.{BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(Json))):D10}");

    /// <summary>The object, or null where the line is none.</summary>
    public JsonElement? Parse()
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
