using System.Text.Json;

namespace Heed.Text.Tokenization;

/// <summary>
/// The "truncation" of a tokenizer.json: where Hugging Face cuts a text that is too long. Heed keeps it and does not cut: a length limit
/// belongs to a model or a corpus (<see cref="Batching.LengthPolicy"/>), which report what they cut, and text must not vanish unseen.
/// </summary>
/// <param name="Direction">Which end goes, Left or Right.</param>
/// <param name="MaximumLength">How many tokens stay, special ones included.</param>
/// <param name="Strategy">LongestFirst, OnlyFirst or OnlySecond: which text of a pair is cut.</param>
/// <param name="Stride">How many tokens the parts of a text share that is cut into several.</param>
public sealed record Truncation(string Direction, int MaximumLength, string Strategy, int Stride)
{
    internal static Truncation? ReadOptional(JsonPart owner)
    {
        if (!owner.TryPart("truncation", out JsonPart? json))
        {
            return null;
        }

        var truncation = new Truncation(
            json.OneOf("direction", absent: "Right", "Left", "Right"),
            json.Integer("max_length"),
            json.OneOf("strategy", absent: null, "LongestFirst", "OnlyFirst", "OnlySecond"),
            json.Integer("stride"));
        json.Finish();
        return truncation;
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("direction", Direction);
        json.WriteNumber("max_length", MaximumLength);
        json.WriteString("strategy", Strategy);
        json.WriteNumber("stride", Stride);
        json.WriteEndObject();
    }
}
