using System.Globalization;
using System.Text.Json;

namespace Heed.Text.Tokenization.Normalizers;

/// <summary>
/// Small letters for capitals, letter by letter and in no particular language, as Unicode maps them. İ becomes i and a dot above, the
/// one letter whose small form is longer.
/// </summary>
public sealed class LowercaseNormalizer : Normalizer
{
    private const char CapitalIWithDot = '\u0130';

    public override void Apply(MappedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string value = text.Value;
        string lower = value.ToLower(CultureInfo.InvariantCulture);
        if (string.Equals(lower, value, StringComparison.Ordinal) && !value.Contains(CapitalIWithDot, StringComparison.Ordinal))
        {
            return;
        }

        MappedText.Editor editor = text.Edit();
        for (int i = 0; i < value.Length;)
        {
            int width = char.IsSurrogatePair(value, i) ? 2 : 1;
            if (value[i] == CapitalIWithDot)
            {
                editor.Replace(1, "i\u0307");
            }
            else
            {
                editor.Replace(width, lower.AsSpan(i, width));
            }

            i += width;
        }

        editor.Commit();
    }

    internal static new LowercaseNormalizer Read(JsonPart json) => new();

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Lowercase");
        json.WriteEndObject();
    }
}
