using System.Text.Json;
using Heed.Text;

namespace Heed.Models.Checkpoints;

/// <summary>Reads the JSON part of a safetensors file and holds it to the format: known types, exact sizes, no gap and no overlap.</summary>
internal static class SafetensorsHeader
{
    public const string MetadataKey = "__metadata__";

    /// <summary>The limit of the format's own library; a larger length is a damaged file.</summary>
    public const long MaximumLength = 100_000_000;

    /// <summary>The tensors in the order of their data.</summary>
    /// <exception cref="UserException">The header breaks a rule of the format.</exception>
    public static List<SafetensorsEntry> Parse(ReadOnlyMemory<byte> json, string path)
    {
        var entries = new List<SafetensorsEntry>();
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.Name != MetadataKey)
                {
                    entries.Add(ParseEntry(property, path));
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new UserException($"{path} is not a valid safetensors file: its header cannot be read ({exception.Message.TrimEnd('.')}); copy or download it again.", exception);
        }

        entries.Sort((left, right) => left.Begin != right.Begin ? left.Begin.CompareTo(right.Begin) : left.End.CompareTo(right.End));
        long expected = 0;
        foreach (SafetensorsEntry entry in entries)
        {
            if (entry.Begin != expected)
            {
                throw Damaged(path, $"the data of {entry.Name} begins at byte {entry.Begin} and should begin at {expected}");
            }

            expected = entry.End;
        }

        return entries;
    }

    private static SafetensorsEntry ParseEntry(JsonProperty property, string path)
    {
        JsonElement value = property.Value;
        string typeName = value.GetProperty("dtype").GetString() ?? "null";
        if (!Enum.TryParse(typeName, out SafetensorsType type) || !Enum.IsDefined(type) || char.IsAsciiDigit(typeName[0]))
        {
            throw new UserException($"{path}: the tensor {property.Name} has the element type {typeName}; Heed reads {string.Join(", ", Enum.GetNames<SafetensorsType>())}.");
        }

        long[] dimensions = [.. value.GetProperty("shape").EnumerateArray().Select(element => element.GetInt64())];
        JsonElement offsets = value.GetProperty("data_offsets");
        if (offsets.GetArrayLength() != 2 || dimensions.Any(dimension => dimension < 0))
        {
            throw Damaged(path, $"the shape or data_offsets of {property.Name} make no sense");
        }

        var entry = new SafetensorsEntry(property.Name, type, dimensions, offsets[0].GetInt64(), offsets[1].GetInt64());
        if (SizeOf(entry) is not { } size || entry.Begin < 0 || entry.End - entry.Begin != size)
        {
            throw Damaged(path, $"{property.Name} of shape {entry.ShapeText} and type {typeName} does not fill bytes {entry.Begin} to {entry.End}");
        }

        return entry;
    }

    private static long? SizeOf(SafetensorsEntry entry)
    {
        try
        {
            return checked(entry.Count * entry.ElementSize);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static UserException Damaged(string path, string what) =>
        new($"{path} is not a valid safetensors file: {what}; copy or download it again.");
}
