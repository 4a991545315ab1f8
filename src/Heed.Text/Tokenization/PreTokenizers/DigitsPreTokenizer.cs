using System.Text;
using System.Text.Json;

namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>Separates numbers of any script (categories Nd, Nl and No) from what stands beside them.</summary>
/// <param name="individual">Whether each digit is a word; otherwise a run of digits is one.</param>
public sealed class DigitsPreTokenizer(bool individual) : CharacterPreTokenizer(individual ? SplitBehavior.Isolated : SplitBehavior.Contiguous)
{
    private readonly bool individual = individual;

    protected override bool IsMatch(Rune character) => Rune.IsNumber(character);

    internal static new DigitsPreTokenizer Read(JsonPart json) => new(json.Boolean("individual_digits"));

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Digits");
        json.WriteBoolean("individual_digits", individual);
        json.WriteEndObject();
    }
}
