using System.Text.Json;
using System.Text.Json.Nodes;
using Heed.Cli.Terminal;
using Heed.Models.Checkpoints;
using Heed.Models.Transformer;
using Heed.Text;
using Heed.Text.Tokenization.Training;
using Heed.Training;
using YamlDotNet.RepresentationModel;

namespace Heed.Cli.Recipes;

/// <summary>Reads a recipe strictly: what it says, over the defaults, with <c>--set</c> last; every key must be known and of its type.</summary>
internal sealed class RecipeReader
{
    private const string Preset = "preset";
    private const string Vocabulary = "vocabulary";

    /// <summary>What a record works out from its other values is no key of a recipe.</summary>
    private static readonly JsonSerializerOptions Json = new(StrictJson.Options) { IgnoreReadOnlyProperties = true };
    private static readonly string[] Sections = ["data", "tokenizer", "model", "training"];
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
        JsonObject json = JsonSerializer.SerializeToNode(recipe, Json)!.AsObject();
        json["model"]!.AsObject().Remove(Vocabulary);
        return YamlText.Write(json);
    }

    private Recipe Bind()
    {
        foreach (YamlNode key in source.Root.Children.Keys)
        {
            if (!Sections.Contains(key.ToString()))
            {
                throw new UserException(
                    $"{source.Origin(key)}: there is no section '{key}'{Suggestion.Phrase(key.ToString(), Sections)} A recipe has {string.Join(", ", Sections)}.");
            }
        }

        TransformerOptions model = TakePreset(Section("model"));
        return new Recipe
        {
            Data = Bind<DataOptions>("data", null),
            Tokenizer = Bind<TokenizerTraining>("tokenizer", new BytePairTraining()),
            Model = Bind("model", model),
            Training = Bind("training", new TrainingOptions()),
        };
    }

    private T Bind<T>(string name, T? defaults)
        where T : class
    {
        var json = defaults is null ? null : JsonSerializer.SerializeToNode(defaults, Json)!.AsObject();
        return binder.Object(Section(name), typeof(T), name, json).Deserialize<T>(Json)!;
    }

    /// <summary>A section as written; an absent or empty one says nothing.</summary>
    private YamlMappingNode Section(string name)
    {
        if (!source.Root.Children.TryGetValue(new YamlScalarNode(name), out YamlNode? node) || YamlScalar.IsNull(node))
        {
            return [];
        }

        return node as YamlMappingNode ?? throw new UserException($"{source.Origin(node)}: '{name}' is '{node}', but it takes a group of keys.");
    }

    /// <summary>Takes <c>preset: tiny</c> out of the section: it gives the defaults that the other keys change.</summary>
    private TransformerOptions TakePreset(YamlMappingNode section)
    {
        if (section.Children.TryGetValue(new YamlScalarNode(Vocabulary), out YamlNode? vocabulary))
        {
            throw new UserException($"{source.Origin(vocabulary)}: 'model.{Vocabulary}' is the tokenizer's; set tokenizer.vocabulary_size instead.");
        }

        if (!section.Children.Remove(new YamlScalarNode(Preset), out YamlNode? node))
        {
            return new TransformerOptions();
        }

        try
        {
            return TransformerOptions.Preset(node.ToString());
        }
        catch (ArgumentException exception)
        {
            throw new UserException($"{source.Origin(node)}: {exception.Message}", exception);
        }
    }
}
