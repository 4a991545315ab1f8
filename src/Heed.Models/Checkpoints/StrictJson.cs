using System.Text.Json;
using System.Text.Json.Serialization;
using Heed.Text;

namespace Heed.Models.Checkpoints;

/// <summary>JSON as the project's own files use it: snake_case, and an unknown key, a missing one or a wrong type is an error.</summary>
public static class StrictJson
{
    /// <summary>Options for every record that goes to a file. Read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Reads a file.</summary>
    /// <exception cref="UserException">It is missing, is not JSON, or has a key or value that <typeparamref name="T"/> does not know.</exception>
    public static T Read<T>(string path)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Options) ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException exception)
        {
            throw new UserException($"{path} cannot be used: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <exception cref="UserException">It cannot be written.</exception>
    public static void Write<T>(string path, T value)
        where T : class =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, value, Options));

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerOptions.Default)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            AllowOutOfOrderMetadataProperties = true,
            AllowDuplicateProperties = false,
            WriteIndented = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        };
        options.MakeReadOnly();
        return options;
    }
}
