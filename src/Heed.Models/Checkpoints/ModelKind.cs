using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Heed.Text;

namespace Heed.Models.Checkpoints;

/// <summary>The key <c>kind</c> of a configuration, by which one tells which family a model belongs to: no two families share a kind.</summary>
public static class ModelKind
{
    private const string Key = "kind";

    /// <summary>The kinds of a family, the interface of its options.</summary>
    public static IReadOnlyList<string> All<TOptions>() =>
        [.. typeof(TOptions).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => (string)kind.TypeDiscriminator!)];

    /// <summary>The kind that a configuration file names.</summary>
    /// <exception cref="UserException">The file is not JSON, or names none.</exception>
    public static string Of(string configuration)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(configuration));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(Key, out JsonElement kind) && kind.GetString() is { } name
                ? name
                : throw new UserException($"{configuration}: there is no '{Key}' that says what model this is.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new UserException($"{configuration} is not the JSON it should be: {exception.Message}", exception);
        }
    }
}
