using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Heed.Cli.Recipes;

/// <summary>What holds where a recipe says nothing: the values of a new record, but for what a recipe must say.</summary>
internal static class RecordDefaults
{
    /// <summary>The keys of <paramref name="contract"/> with their defaults, behind its <paramref name="discriminator"/> and <paramref name="kind"/>.</summary>
    public static JsonObject Of(JsonTypeInfo contract, string discriminator, string kind, JsonSerializerOptions options)
    {
        var json = new JsonObject { [discriminator] = kind };
        if (contract.CreateObject is not { } create)
        {
            return json;
        }

        object record = create();
        foreach (JsonPropertyInfo property in contract.Properties)
        {
            if (property is { IsRequired: false, Get: { } get })
            {
                json[property.Name] = JsonSerializer.SerializeToNode(get(record), property.PropertyType, options);
            }
        }

        return json;
    }
}
