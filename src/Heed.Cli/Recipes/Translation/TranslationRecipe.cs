using System.Text.Json.Serialization;
using Heed.Models;
using Heed.Models.SequenceToSequence;
using Heed.Models.Transformer;
using Heed.Text.Tokenization.Training;

namespace Heed.Cli.Recipes.Translation;

/// <summary><c>task: translation</c>, which is also meant where a recipe names no task: sentence pairs, and a model that reads one side and writes the other.</summary>
internal sealed record TranslationRecipe : Recipe
{
    public const string Task = "translation";

    public required TranslationDataOptions Data { get; init; }

    /// <summary>Byte-pair encoding where the recipe names no kind.</summary>
    public TokenizerTraining Tokenizer { get; init; } = new BytePairTraining();

    /// <summary>The model; its vocabulary is the tokenizer's and not part of the recipe.</summary>
    public ISequenceToSequenceOptions Model { get; init; } = new TransformerOptions();

    /// <summary>A model folder to begin with: its tokenizer, and its weights wherever the model has a parameter of the same name; null for none.</summary>
    public string? Pretrained { get; init; }

    [JsonIgnore]
    public override IModelOptions<Model> ModelOptions => Model;

    public override TranslationRun Open(DataFolder folder) => new(this, ParallelData.Read(Data, folder));
}
