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
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Options) ?? throw new JsonException("it holds null");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new UserException(Explain(path, exception), exception);
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

    /// <summary>Says where the file is wrong in the file's own words; the serializer would name .NET types.</summary>
    private static string Explain(string path, Exception exception)
    {
        string message = exception.Message.Split(" Path: ")[0].TrimEnd('.');
        if (exception is not JsonException json)
        {
            // The only thing that is "not supported": a part of several kinds that does not say which.
            string part = exception.Message.Split(" Path: $").ElementAtOrDefault(1)?.Split(' ')[0].TrimStart('.') ?? "";
            return $"{path}: '{part}' has no 'kind'.";
        }

        string place = json.LineNumber is { } line ? $"{path}, line {line + 1}" : path;
        string key = json.Path is { Length: > 2 } full ? full[2..] : "";
        return message switch
        {
            _ when message.Contains("could not be mapped", StringComparison.Ordinal) => $"{place}: there is no key '{key}'.",
            _ when message.StartsWith("Duplicate property", StringComparison.Ordinal) => $"{place}: the key '{key}' is there twice.",
            _ when message.Contains("missing required properties", StringComparison.Ordinal) => $"{path} lacks {message[(message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]}.",
            _ when key.Length > 0 => $"{place}: '{key}' has a value that is not allowed there.",
            _ when message.Contains("could not be converted", StringComparison.Ordinal) => $"{place}: this must be a JSON object.",
            _ => $"{place}: this is not the JSON it should be ({message}).",
        };
    }

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
