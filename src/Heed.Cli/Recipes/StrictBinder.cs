using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Heed.Cli.Terminal;
using Heed.Text;
using YamlDotNet.RepresentationModel;

namespace Heed.Cli.Recipes;

/// <summary>
/// Turns YAML into JSON for a given record, and checks it on the way against the record's own JSON contract while the line is still
/// known: unknown keys, unknown kinds and wrong types are errors that name the key, where it stands, and what is possible.
/// </summary>
internal sealed class StrictBinder(YamlSource source, JsonSerializerOptions options)
{
    /// <summary>The JSON object for a section: what the user wrote over the defaults.</summary>
    /// <param name="section">The mapping as the user wrote it.</param>
    /// <param name="type">The record that it is for.</param>
    /// <param name="path">Where it stands in the recipe, "model" or "model.position"; empty for the recipe itself.</param>
    /// <param name="defaults">What holds where the user says nothing; null where there is no such thing.</param>
    /// <exception cref="UserException">Something does not fit the record.</exception>
    public JsonObject Object(YamlMappingNode section, Type type, string path, JsonObject? defaults)
    {
        JsonTypeInfo contract = options.GetTypeInfo(type);
        string? discriminator = contract.PolymorphismOptions?.TypeDiscriminatorPropertyName;
        JsonObject result;
        if (discriminator is not null)
        {
            (contract, string kind) = Derived(section, contract.PolymorphismOptions!, path, defaults);

            // The defaults of another kind say nothing about this one, which has its own.
            bool same = (string?)defaults?[discriminator] == kind;
            result = same ? defaults!.DeepClone().AsObject() : RecordDefaults.Of(contract, discriminator, kind, options);
        }
        else
        {
            result = defaults?.DeepClone().AsObject() ?? [];
        }

        foreach ((YamlNode key, YamlNode value) in section.Children)
        {
            string name = (key as YamlScalarNode)?.Value ?? throw new UserException($"{source.Origin(key)}: a key must be a plain word.");
            if (name == discriminator)
            {
                continue;
            }

            JsonPropertyInfo property = contract.Properties.FirstOrDefault(candidate => candidate.Name == name && IsSettable(candidate))
                ?? throw UnknownKey(key, Join(path, name), name, contract, discriminator);
            result[name] = Value(value, property, Join(path, name), result[name]);
        }

        RequireAll(section, contract, result, path);
        return result;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static bool IsSettable(JsonPropertyInfo property) => property.Set is not null || property.AssociatedParameter is not null;

    private JsonNode? Value(YamlNode node, JsonPropertyInfo property, string path, JsonNode? defaults)
    {
        bool nullable = Nullable.GetUnderlyingType(property.PropertyType) is not null || (!property.PropertyType.IsValueType && property.IsSetNullable);
        return nullable && YamlScalar.IsNull(node) ? null : Value(node, property.PropertyType, path, defaults);
    }

    private JsonNode Value(YamlNode node, Type type, string path, JsonNode? defaults)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        JsonTypeInfo contract = options.GetTypeInfo(type);
        return (contract.Kind, node) switch
        {
            (JsonTypeInfoKind.Object, YamlMappingNode mapping) => Object(mapping, type, path, defaults as JsonObject),
            (JsonTypeInfoKind.Object, YamlScalarNode kind) when contract.PolymorphismOptions is not null && !YamlScalar.IsNull(kind) =>
                Object(Shorthand(kind, contract.PolymorphismOptions), type, path, defaults as JsonObject),
            (JsonTypeInfoKind.Enumerable, YamlSequenceNode list) =>
                new JsonArray([.. list.Children.Select((item, i) => Value(item, contract.ElementType!, $"{path}[{i}]", defaults: null))]),
            (JsonTypeInfoKind.None, YamlScalarNode scalar) => Scalar(scalar, type, path),
            _ => throw Wrong(node, path, Expected(type)),
        };
    }

    /// <summary><c>position: rotary</c> is short for <c>position: { kind: rotary }</c>.</summary>
    private YamlMappingNode Shorthand(YamlScalarNode kind, JsonPolymorphismOptions polymorphism)
    {
        var mapping = new YamlMappingNode { { polymorphism.TypeDiscriminatorPropertyName, kind } };
        source.CopyOrigin(kind, mapping);
        return mapping;
    }

    private JsonNode Scalar(YamlScalarNode node, Type type, string path)
    {
        if (type == typeof(string))
        {
            return node.Value ?? "";
        }

        JsonNode? value = type.IsEnum ? node.Value ?? "" : YamlScalar.Read(node);
        try
        {
            if (value is not null && value.Deserialize(type, options) is not null)
            {
                return value;
            }
        }
        catch (JsonException)
        {
            // Reported below, with the line.
        }

        throw Wrong(node, path, Expected(type));
    }

    private (JsonTypeInfo Contract, string Kind) Derived(
        YamlMappingNode section, JsonPolymorphismOptions polymorphism, string path, JsonObject? defaults)
    {
        string key = polymorphism.TypeDiscriminatorPropertyName;
        string[] kinds = [.. polymorphism.DerivedTypes.Select(derived => (string)derived.TypeDiscriminator!)];
        string list = string.Join(", ", kinds);
        section.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? node);
        string kind = (node as YamlScalarNode)?.Value ?? (string?)defaults?[key]
            ?? throw new UserException($"{source.Origin(section)}: '{path}' has no '{key}'; there are {list}.");
        int index = Array.IndexOf(kinds, kind);
        return index >= 0
            ? (options.GetTypeInfo(polymorphism.DerivedTypes[index].DerivedType), kind)
            : throw new UserException($"{source.Origin(node ?? section)}: '{path}' has no kind '{kind}'{Suggestion.Phrase(kind, kinds)} There are {list}.");
    }

    private void RequireAll(YamlMappingNode section, JsonTypeInfo contract, JsonObject result, string path)
    {
        if (contract.Properties.FirstOrDefault(property => property.IsRequired && !result.ContainsKey(property.Name)) is { } missing)
        {
            string place = path.Length == 0 ? "the recipe" : $"'{path}'";
            throw new UserException($"{source.Origin(section)}: {place} has no '{missing.Name}' ({Expected(missing.PropertyType)}), which it needs.");
        }
    }

    private UserException UnknownKey(YamlNode key, string path, string name, JsonTypeInfo contract, string? discriminator)
    {
        IEnumerable<string> known = contract.Properties.Where(IsSettable).Select(property => property.Name);
        string[] names = [.. (discriminator is null ? known : known.Prepend(discriminator)).Order(StringComparer.Ordinal)];
        return new UserException($"{source.Origin(key)}: there is no key '{path}'{Suggestion.Phrase(name, names)} Known here: {string.Join(", ", names)}.");
    }

    private UserException Wrong(YamlNode node, string path, string expected)
    {
        string found = node switch
        {
            YamlMappingNode => "a group of keys",
            YamlSequenceNode => "a list",
            _ when YamlScalar.IsNull(node) => "nothing",
            _ => $"'{node}'",
        };
        return new UserException($"{source.Origin(node)}: '{path}' is {found}, but it takes {expected}.");
    }

    private string Expected(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(bool) ? "true or false"
            : type == typeof(string) ? "text"
            : type == typeof(int) || type == typeof(long) || type == typeof(ulong) || type == typeof(uint) ? "a whole number"
            : type == typeof(float) || type == typeof(double) ? "a number"
            : type.IsEnum ? $"one of {string.Join(", ", EnumNames(type))}"
            : options.GetTypeInfo(type) switch
            {
                { PolymorphismOptions: { } polymorphism } =>
                    $"one of the kinds {string.Join(", ", polymorphism.DerivedTypes.Select(derived => derived.TypeDiscriminator))}",
                { Kind: JsonTypeInfoKind.Enumerable } contract => $"a list, each item {Expected(contract.ElementType!)}",
                _ => "a group of keys",
            };
    }

    private IEnumerable<string> EnumNames(Type type) =>
        Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, type, options)!.GetValue<string>());
}
