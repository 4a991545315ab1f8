using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Heed.Cli.Recipes;

/// <summary>Writes JSON as YAML that reads back as the same values.</summary>
internal static class YamlText
{
    public static string Write(JsonObject value)
    {
        var writer = new StringWriter(new StringBuilder());
        new YamlStream(new YamlDocument(Node(value))).Save(writer, assignAnchors: false);
        return writer.ToString().Replace("...\n", "", StringComparison.Ordinal);
    }

    private static YamlNode Node(JsonNode? value) => value switch
    {
        null => new YamlScalarNode("null"),
        JsonObject group => new YamlMappingNode(group.Select(pair => KeyValuePair.Create<YamlNode, YamlNode>(pair.Key, Node(pair.Value)))),
        JsonArray list => new YamlSequenceNode(list.Select(Node)) { Style = YamlDotNet.Core.Events.SequenceStyle.Flow },
        _ => Scalar(value),
    };

    private static YamlScalarNode Scalar(JsonNode value)
    {
        if (value.GetValueKind() != JsonValueKind.String)
        {
            return new YamlScalarNode(value.ToJsonString());
        }

        string text = value.GetValue<string>();
        var plain = new YamlScalarNode(text) { Style = ScalarStyle.Plain };
        bool isText = YamlScalar.Read(plain)?.GetValueKind() == JsonValueKind.String;
        return isText ? new YamlScalarNode(text) : new YamlScalarNode(text) { Style = ScalarStyle.DoubleQuoted };
    }
}
