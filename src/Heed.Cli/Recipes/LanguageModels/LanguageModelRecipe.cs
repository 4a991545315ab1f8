using System.Text.Json.Serialization;
using Heed.Models;
using Heed.Models.Gpt;
using Heed.Models.LanguageModels;
using Heed.Text;
using Heed.Text.Tokenization.Training;

namespace Heed.Cli.Recipes.LanguageModels;

/// <summary><c>task: language_model</c>: a text, and a model that goes on with texts.</summary>
internal sealed record LanguageModelRecipe : Recipe
{
    public const string Task = "language_model";

    public required TextDataOptions Data { get; init; }

    /// <summary>Byte-level byte pairs, which spell any text exactly, where the recipe names no kind.</summary>
    public TokenizerTraining Tokenizer { get; init; } = new ByteLevelTraining();

    /// <summary>The model; its vocabulary is the tokenizer's and not part of the recipe.</summary>
    public ILanguageModelOptions Model { get; init; } = new GptOptions();

    [JsonIgnore]
    public override IModelOptions<Model> ModelOptions => Model;

    public override LanguageModelRun Open(DataFolder folder)
    {
        if (Data.HeldBack is not (>= 0 and < 1))
        {
            throw new UserException($"data.held_back is {Data.HeldBack}, but must be at least 0 and below 1.");
        }

        return new LanguageModelRun(this, Find(Data.Train, "data.train"), Find(Data.Validation, "data.validation"));

        string[] Find(IReadOnlyList<string> names, string part) => [.. names.Select(name => folder.Find(name, part))];
    }
}
