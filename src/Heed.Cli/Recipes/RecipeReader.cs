using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Heed.Cli.Recipes.Translation;
using Heed.Cli.Terminal;
using Heed.Models.Checkpoints;
using Heed.Models.SequenceToSequence;
using Heed.Models.Transformer;
using Heed.Text;
using YamlDotNet.RepresentationModel;

namespace Heed.Cli.Recipes;

/// <summary>Reads a recipe strictly: what it says, over the defaults, with <c>--set</c> last; every key must be known and of its type.</summary>
internal sealed class RecipeReader
{
    private const string Preset = "preset";
    private const string Vocabulary = "vocabulary";

    /// <summary>What a record works out from its other values is no key of a recipe.</summary>
    private static readonly JsonSerializerOptions Json = new(StrictJson.Options) { IgnoreReadOnlyProperties = true };
    private readonly YamlSource source;
    private readonly StrictBinder binder;

    private RecipeReader(YamlSource source) => (this.source, binder) = (source, new StrictBinder(source, Json));

    /// <summary>Reads a file.</summary>
    /// <param name="path">The YAML file.</param>
    /// <param name="overrides">Assignments such as <c>training.max_steps=500</c>.</param>
    /// <exception cref="UserException">The file is missing or something in it is wrong; the message names key and line.</exception>
    public static Recipe Read(string path, IEnumerable<string> overrides)
    {
        if (!File.Exists(path))
        {
            throw new UserException($"There is no recipe {path}; those that come with Heed are in the folder recipes.");
        }

        return Parse(path, File.ReadAllText(path), overrides);
    }

    /// <summary>Reads a text; <paramref name="name"/> stands for it in messages.</summary>
    public static Recipe Parse(string name, string text, IEnumerable<string> overrides)
    {
        YamlSource source = YamlSource.Parse(name, text);
        foreach (string assignment in overrides)
        {
            source.Override(assignment);
        }

        return new RecipeReader(source).Bind();
    }

    /// <summary>The whole recipe with every default written out, as a YAML file that reads back as the same recipe.</summary>
    public static string Write(Recipe recipe)
    {
        JsonObject json = JsonSerializer.SerializeToNode<Recipe>(recipe, Json)!.AsObject();
        (json["model"] as JsonObject)?.Remove(Vocabulary);
        return YamlText.Write(json);
    }

    private Recipe Bind()
    {
        YamlMappingNode root = source.Root;
        (string task, Type type) = FindTask(root);
        TakePreset(root, out JsonObject? preset);
        DropEmptySections(root);
        JsonObject defaults = RecordDefaults.Of(Json.GetTypeInfo(type), Recipe.TaskKey, task, Json);
        if (preset is not null)
        {
            defaults["model"] = preset;
        }

        return binder.Object(root, typeof(Recipe), "", defaults).Deserialize<Recipe>(Json)!;
    }

    private (string Task, Type Type) FindTask(YamlMappingNode root)
    {
        string task = root.Children.TryGetValue(new YamlScalarNode(Recipe.TaskKey), out YamlNode? node) ? node.ToString() : TranslationRecipe.Task;
        JsonDerivedType[] known = [.. Json.GetTypeInfo(typeof(Recipe)).PolymorphismOptions!.DerivedTypes];
        JsonDerivedType found = known.FirstOrDefault(kind => (string?)kind.TypeDiscriminator == task);
        string[] names = [.. known.Select(kind => (string)kind.TypeDiscriminator!)];
        return found.DerivedType is { } type
            ? (task, type)
            : throw new UserException($"{source.Origin(node!)}: there is no task '{task}'{Suggestion.Phrase(task, names)} There are {string.Join(", ", names)}.");
    }

    /// <summary>A section without a word says nothing.</summary>
    private static void DropEmptySections(YamlMappingNode root)
    {
        foreach (YamlNode key in root.Children.Where(section => YamlScalar.IsNull(section.Value)).Select(section => section.Key).ToArray())
        {
            root.Children.Remove(key);
        }
    }

    /// <summary>Takes <c>preset: tiny</c> out of the model: it gives the defaults that the other keys change.</summary>
    private void TakePreset(YamlMappingNode root, out JsonObject? preset)
    {
        preset = null;
        if (!root.Children.TryGetValue(new YamlScalarNode("model"), out YamlNode? model) || model is not YamlMappingNode section)
        {
            return;
        }

        if (section.Children.TryGetValue(new YamlScalarNode(Vocabulary), out YamlNode? vocabulary))
        {
            throw new UserException($"{source.Origin(vocabulary)}: 'model.{Vocabulary}' is the tokenizer's; set tokenizer.vocabulary_size instead.");
        }

        if (!section.Children.Remove(new YamlScalarNode(Preset), out YamlNode? node))
        {
            return;
        }

        try
        {
            preset = JsonSerializer.SerializeToNode<ISequenceToSequenceOptions>(TransformerOptions.Preset(node.ToString()), Json)!.AsObject();
        }
        catch (ArgumentException exception)
        {
            throw new UserException($"{source.Origin(node)}: {exception.Message}", exception);
        }
    }
}
