using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Heed.Models.Checkpoints;
using Heed.Text.Tokenization.Training;

namespace Heed.Cli.Commands.Tokenizers;

/// <summary>
/// What can be said about the training of a tokenizer, the keys of a recipe's <c>tokenizer:</c> as options. What is not given stays
/// as the kind has it; what the kind has no such key for is wrong usage.
/// </summary>
internal sealed class TokenizerTrainingFlags
{
    public const string DefaultKind = "byte_pair";
    private const string NoForm = "none";

    private static readonly JsonPolymorphismOptions Polymorphism = StrictJson.Options.GetTypeInfo(typeof(TokenizerTraining)).PolymorphismOptions!;
    private readonly List<(Option Option, string Key, Func<ParseResult, JsonNode?> Value)> flags = [];

    public TokenizerTrainingFlags()
    {
        Number("--vocabulary", "vocabulary_size", "How many pieces to end with; by default 8000.", least: 1);
        Switch("--lowercase", "lowercase", value: true, "Make capitals small before anything else.");
        Form();
        Coverage();
        Number("--minimum-character-count", "minimum_character_count", "A rarer character gets no piece of its own; by default 2.", least: 1);
        Number("--minimum-word-count", "minimum_word_count", "A rarer word is unknown; by default 2.", least: 1);
        Number("--minimum-pair-count", "minimum_pair_count", "A rarer pair is not merged.", least: 1);
        Number("--merges", "maximum_merges", "The most merges to learn, as subword-nmt counts.", least: 0);
        Number("--maximum-piece-length", "maximum_piece_length", "The most UTF-16 units of a piece; by default 16.", least: 1);
        Number("--seed-size", "seed_size", "How many candidates to begin with at most.", least: 1);
        Switch("--split-digits", "split_digits", value: true, "Make each digit a piece of its own.");
        Switch("--no-bytes", "byte_fallback", value: false, "Do not spell characters without a piece in bytes: they are unknown.");
        Switch("--no-prefix-space", "prefix_space", value: false, "Do not put a space before the first word of a line.");
    }

    /// <summary>All kinds by name.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Polymorphism.DerivedTypes.Select(derived => (string)derived.TypeDiscriminator!)];

    /// <summary>A kind as it is where nothing is said.</summary>
    public static TokenizerTraining Defaults(string kind) =>
        new JsonObject { [Polymorphism.TypeDiscriminatorPropertyName] = kind }.Deserialize<TokenizerTraining>(StrictJson.Options)!;

    public void AddTo(Command command, Option<string> kind)
    {
        foreach ((Option option, _, _) in flags)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(kind) is { } chosen && Kinds.Contains(chosen))
            {
                Check(result, chosen);
            }
        });
    }

    /// <summary>The training that the user described.</summary>
    public TokenizerTraining Read(ParseResult parsed, string kind)
    {
        var json = new JsonObject { [Polymorphism.TypeDiscriminatorPropertyName] = kind };
        foreach ((Option option, string key, Func<ParseResult, JsonNode?> value) in flags)
        {
            if (IsGiven(parsed.GetResult(option)) && Has(kind, key))
            {
                json[key] = value(parsed);
            }
        }

        return json.Deserialize<TokenizerTraining>(StrictJson.Options)!;
    }

    private void Check(CommandResult result, string kind)
    {
        foreach ((Option option, string key, _) in flags)
        {
            if (IsGiven(result.GetResult(option)) && !Has(kind, key))
            {
                result.AddError($"{option.Name} says nothing about the kind {kind}; it is for {string.Join(", ", Kinds.Where(other => Has(other, key)))}.");
            }
        }
    }

    private static bool Has(string kind, string key)
    {
        Type type = Polymorphism.DerivedTypes.Single(derived => (string)derived.TypeDiscriminator! == kind).DerivedType;
        return StrictJson.Options.GetTypeInfo(type).Properties.Any(property => property.Name == key);
    }

    private static bool IsGiven(OptionResult? result) => result is { Implicit: false };

    private void Number(string name, string key, string description, int least)
    {
        Option<int?> option = CommonOptions.OptionalNumber(name, description, least);
        flags.Add((option, key, parsed => JsonValue.Create(parsed.GetValue(option))));
    }

    private void Switch(string name, string key, bool value, string description)
    {
        var option = new Option<bool>(name) { Description = description };
        flags.Add((option, key, parsed => JsonValue.Create(parsed.GetValue(option) == value)));
    }

    private void Coverage()
    {
        Option<double> option = CommonOptions.Share("--coverage", 1, "The share of all characters that get a piece of their own.");
        flags.Add((option, "character_coverage", parsed => JsonValue.Create(parsed.GetValue(option))));
    }

    private void Form()
    {
        Option<string> option = CommonOptions.Choice("--form", "nfc", ["nfc", "nfd", "nfkc", "nfkd", NoForm], "The form of Unicode that text is brought into.");
        flags.Add((option, "form", parsed => parsed.GetValue(option) is { } form and not NoForm ? JsonValue.Create(form) : null));
    }
}
