using System.Text.Json;
using Heed.Server.Operations;

namespace Heed.Server.Completions;

/// <summary>Reads JSON parameters of the right type and range, and names those that are not.</summary>
internal sealed class ParameterReader(RequestFields fields)
{
    /// <summary>A string; null where it is missing.</summary>
    public string? Text(string name) => fields.Element(name) is not { } element ? null
        : element.ValueKind == JsonValueKind.String ? RequestFields.Decode(element) : throw CompletionQuestion.Wrong(name, $"{name} must be a string");

    /// <summary>A string, or an array of one to <paramref name="most"/>.</summary>
    public IReadOnlyList<string> Texts(string name, IReadOnlyList<string> missing, int most)
    {
        if (fields.Element(name) is not { } element)
        {
            return missing;
        }

        if (element.ValueKind == JsonValueKind.String)
        {
            return [RequestFields.Decode(element)];
        }

        JsonElement[] items = element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [];
        return items.Length >= 1 && items.Length <= most && Array.TrueForAll(items, item => item.ValueKind == JsonValueKind.String)
            ? [.. items.Select(RequestFields.Decode)]
            : throw CompletionQuestion.Wrong(name, $"{name} must be a string or an array of {(most == int.MaxValue ? "strings" : $"up to {most} strings")}");
    }

    public bool Flag(string name) => fields.Element(name) is { } element
        && (element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean() : throw CompletionQuestion.Wrong(name, $"{name} must be true or false"));

    public double Number(string name, double missing, double least, double most)
    {
        if (fields.Element(name) is not { } element)
        {
            return missing;
        }

        return element.ValueKind == JsonValueKind.Number && element.GetDouble() is double number && number >= least && number <= most
            ? number
            : throw CompletionQuestion.Wrong(name, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} must be a number {(least == float.Epsilon ? "above 0" : $"from {least}")} to {most}"));
    }

    public int Whole(string name, int missing, int least, int most)
    {
        if (fields.Element(name) is not { } element)
        {
            return missing;
        }

        return element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int number) && number >= least && number <= most
            ? number
            : throw CompletionQuestion.Wrong(name, $"{name} must be a whole number from {least} to {most}");
    }

    public long Long(string name) => fields.Element(name) is { ValueKind: JsonValueKind.Number } element && element.TryGetInt64(out long number)
        ? number
        : throw CompletionQuestion.Wrong(name, $"{name} must be a whole number");
}
