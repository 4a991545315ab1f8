using System.Text.Json.Serialization;
using Heed.Cli.Recipes.Unlabelled;
using Heed.Models;
using Heed.Models.Bert;
using Heed.Models.MaskedLanguage;
using Heed.Text.Batching.Masked;
using Heed.Text.Tokenization.Training;

namespace Heed.Cli.Recipes.MaskedLanguage;

/// <summary><c>task: masked_language_model</c>: text without labels, and a model that guesses what is hidden in it.</summary>
internal sealed record MaskedLanguageRecipe : Recipe
{
    public const string Task = "masked_language_model";

    public required UnlabelledDataOptions Data { get; init; }

    public TokenizerTraining Tokenizer { get; init; } = new WordPieceTraining();

    /// <summary>What is hidden.</summary>
    public MaskingOptions Masking { get; init; } = new();

    /// <summary>The model; its vocabulary is the tokenizer's and not part of the recipe.</summary>
    public IMaskedLanguageOptions Model { get; init; } = new BertPretrainingOptions();

    [JsonIgnore]
    public override IModelOptions<Model> ModelOptions => Model;

    public override MaskedLanguageRun Open(DataFolder folder)
    {
        Masking.Check();
        return new MaskedLanguageRun(this, UnlabelledData.Read(Data, folder));
    }
}
