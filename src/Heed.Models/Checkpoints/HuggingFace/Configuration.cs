using System.Text.Json;
using Heed.Text;

namespace Heed.Models.Checkpoints.HuggingFace;

/// <summary>A Hugging Face <c>config.json</c>: a great many keys, of which a model needs a few.</summary>
public sealed class Configuration
{
    /// <summary>The key that says which architecture it is.</summary>
    public const string ModelType = "model_type";

    /// <summary>The key of the token that stands before what a decoder writes.</summary>
    public const string StartToken = "decoder_start_token_id";

    /// <summary>The key of the token that fills a padded batch; Marian and T5 begin with it too.</summary>
    public const string Padding = "pad_token_id";

    private readonly JsonElement root;

    private Configuration(string path, JsonElement root) => (Path, this.root) = (path, root);

    public string Path { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="UserException">It is not a JSON object.</exception>
    public static Configuration Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new Configuration(path, document.RootElement.Clone())
                : throw new UserException($"{path}: this must be a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new UserException($"{path} is not the JSON it should be: {exception.Message}", exception);
        }
    }

    /// <summary>Whether a key is there with a value.</summary>
    public bool Has(string key) => root.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    public int Integer(string key, int? absent = null) => Value(key, absent, static value => value.GetInt32(), "a whole number");

    public float Number(string key, float? absent = null) => Value(key, absent, static value => value.GetSingle(), "a number");

    public bool Flag(string key, bool absent) => Value(key, (bool?)absent, static value => value.GetBoolean(), "true or false");

    public string Text(string key, string? absent = null) =>
        Has(key) ? Value(key, (int?)null, static value => value.GetString()!, "text") : absent ?? throw Lacks(key);

    /// <summary>The first of the <c>architectures</c>, or an empty text.</summary>
    public string Architecture() => Has("architectures") && root.GetProperty("architectures") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0
        ? list[0].GetString() ?? "" : "";

    /// <summary>The classes of <c>id2label</c> in the order of their numbers; empty where there are none.</summary>
    public IReadOnlyList<string> Labels() => Has("id2label")
        ? [.. root.GetProperty("id2label").EnumerateObject().OrderBy(pair => int.Parse(pair.Name, System.Globalization.CultureInfo.InvariantCulture)).Select(pair => pair.Value.GetString()!)]
        : [];

    /// <summary>Complains unless a key, where it is there, has the one value that Heed computes.</summary>
    public void Require(string key, string expected)
    {
        if (Has(key) && root.GetProperty(key).ToString() is { } found && !string.Equals(found, expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new UserException($"{Path}: {key} is {found}, but Heed reads this kind of model with {expected} only.");
        }
    }

    private static UserException Broken(string path, string key, string expected) => new($"{path}: '{key}' should be {expected}.");

    private T Value<T, TAbsent>(string key, TAbsent? absent, Func<JsonElement, T> read, string expected)
        where TAbsent : struct
    {
        if (!Has(key))
        {
            return absent is { } value ? (T)(object)value : throw Lacks(key);
        }

        try
        {
            return read(root.GetProperty(key));
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            throw Broken(Path, key, expected);
        }
    }

    private UserException Lacks(string key) => new($"{Path} lacks '{key}'.");
}
