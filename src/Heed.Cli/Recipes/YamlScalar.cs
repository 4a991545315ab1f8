using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Heed.Cli.Recipes;

/// <summary>The types of plain scalars, by the rules of YAML 1.2's core schema: <c>no</c> is a word and <c>1e-9</c> a number.</summary>
internal static class YamlScalar
{
    public static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" or "Null" or "NULL" };

    /// <summary>The value as JSON: null, true or false, a whole number, a number, or a string.</summary>
    public static JsonNode? Read(YamlScalarNode node)
    {
        string text = node.Value ?? "";
        if (node.Style != ScalarStyle.Plain)
        {
            return JsonValue.Create(text);
        }

        return IsNull(node) ? null
            : text is "true" or "True" or "TRUE" ? JsonValue.Create(true)
            : text is "false" or "False" or "FALSE" ? JsonValue.Create(false)
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? JsonValue.Create(whole)
            : IsNumber(text, out double number) ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }

    private static bool IsNumber(string text, out double number)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Style, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }
}
