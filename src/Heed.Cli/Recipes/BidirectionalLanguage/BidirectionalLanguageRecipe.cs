using System.Text.Json.Serialization;
using Heed.Cli.Recipes.Unlabelled;
using Heed.Models;
using Heed.Models.BidirectionalLanguage;
using Heed.Models.Elmo;
using Heed.Text.Tokenization.Training;

namespace Heed.Cli.Recipes.BidirectionalLanguage;

/// <summary><c>task: bidirectional_language_model</c>: text without labels, and a model that guesses each piece of it from either side.</summary>
internal sealed record BidirectionalLanguageRecipe : Recipe
{
    public const string Task = "bidirectional_language_model";

    public required UnlabelledDataOptions Data { get; init; }

    public TokenizerTraining Tokenizer { get; init; } = new WordPieceTraining();

    /// <summary>The model; its vocabulary is the tokenizer's and not part of the recipe.</summary>
    public IBidirectionalLanguageOptions Model { get; init; } = new ElmoOptions();

    [JsonIgnore]
    public override IModelOptions<Model> ModelOptions => Model;

    public override BidirectionalLanguageRun Open(DataFolder folder) => new(this, UnlabelledData.Read(Data, folder));
}
