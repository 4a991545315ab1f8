using Heed.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Heed.Cli.Recipes;

/// <summary>A YAML mapping that knows, for every node, where the user wrote it.</summary>
internal sealed class YamlSource
{
    private readonly string name;
    private readonly Dictionary<YamlNode, string> overrides = new(ReferenceEqualityComparer.Instance);

    private YamlSource(string name, YamlMappingNode root) => (this.name, Root) = (name, root);

    public YamlMappingNode Root { get; }

    /// <param name="name">Stands in messages, usually the path.</param>
    /// <param name="text">One YAML document.</param>
    /// <exception cref="UserException">The text is not YAML, or not a mapping; the message gives the line.</exception>
    public static YamlSource Parse(string name, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException exception)
        {
            string reason = exception.InnerException?.Message ?? exception.Message;
            throw new UserException($"{name}, line {exception.Start.Line}: this is not valid YAML: {reason.TrimEnd('.')}.", exception);
        }

        return stream.Documents switch
        {
            [] => throw new UserException($"{name} is empty; a recipe has the sections data, tokenizer, model and training."),
            [{ RootNode: YamlMappingNode root }] => new YamlSource(name, root),
            [_] => throw new UserException($"{name}, line 1: a recipe is a list of keys and values, such as 'model:' with 'width: 256' below it."),
            _ => throw new UserException($"{name}, line {stream.Documents[1].RootNode.Start.Line}: a recipe is one document; take out the '---'."),
        };
    }

    /// <summary>Sets one value by its path; sections on the way that are absent come into being.</summary>
    /// <param name="assignment"><c>training.max_steps=500</c>; the value is read as YAML.</param>
    /// <exception cref="UserException">There is no '=', the path is empty or runs through a plain value, or the value is not YAML.</exception>
    public void Override(string assignment)
    {
        int equals = assignment.IndexOf('=', StringComparison.Ordinal);
        string[] path = equals > 0 ? assignment[..equals].Trim().Split('.') : [];
        if (path.Length == 0 || path.Any(string.IsNullOrWhiteSpace))
        {
            throw new UserException($"--set {assignment}: write it as section.key=value, for example --set training.max_steps=500.");
        }

        string origin = $"--set {assignment}";
        YamlMappingNode parent = Root;
        foreach (string key in path[..^1])
        {
            parent = Descend(parent, key, origin);
        }

        var name = new YamlScalarNode(path[^1]);
        YamlNode value = ParseValue(assignment[(equals + 1)..], origin);
        parent.Children.Remove(name);
        parent.Children[name] = value;
        Mark(name, origin);
        Mark(value, origin);
    }

    /// <summary>"recipe.yaml, line 12" or "--set model.width=9".</summary>
    public string Origin(YamlNode node) => overrides.GetValueOrDefault(node) ?? $"{name}, line {node.Start.Line}";

    /// <summary>A node that was made, not read, stands where another stands.</summary>
    public void CopyOrigin(YamlNode from, YamlNode to) => overrides[to] = Origin(from);

    private static YamlNode ParseValue(string text, string origin)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException exception)
        {
            throw new UserException($"{origin}: the value is not valid YAML; quote it if it holds punctuation.", exception);
        }

        return stream.Documents.Count == 0 ? new YamlScalarNode("") { Style = ScalarStyle.Plain } : stream.Documents[0].RootNode;
    }

    private YamlMappingNode Descend(YamlMappingNode parent, string key, string origin)
    {
        var name = new YamlScalarNode(key);
        if (!parent.Children.TryGetValue(name, out YamlNode? child) || child is YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" })
        {
            child = new YamlMappingNode();
            parent.Children.Remove(name);
            parent.Children[name] = child;
            Mark(name, origin);
            Mark(child, origin);
        }

        return child as YamlMappingNode
            ?? throw new UserException($"{origin}: '{key}' is a plain value ({Origin(child)}), so nothing can be set inside it.");
    }

    private void Mark(YamlNode node, string origin)
    {
        overrides[node] = origin;
        foreach (YamlNode child in node.AllNodes)
        {
            overrides[child] = origin;
        }
    }
}
