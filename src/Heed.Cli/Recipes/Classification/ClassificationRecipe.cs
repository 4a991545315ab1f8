using System.Text.Json.Serialization;
using Heed.Models;
using Heed.Models.BagOfEmbeddings;
using Heed.Models.Classification;
using Heed.Text.Tokenization.Training;

namespace Heed.Cli.Recipes.Classification;

/// <summary><c>task: classification</c>: texts with labels, and a model that reads a text and names its label.</summary>
internal sealed record ClassificationRecipe : Recipe
{
    public const string Task = "classification";

    public required ClassificationDataOptions Data { get; init; }

    /// <summary>WordPiece where the recipe names no kind.</summary>
    public TokenizerTraining Tokenizer { get; init; } = new WordPieceTraining();

    /// <summary>The model; its vocabulary is the tokenizer's and not part of the recipe.</summary>
    public IClassifierOptions Model { get; init; } = new BagOfEmbeddingsOptions();

    /// <summary>A model folder to begin with: its tokenizer, and its weights wherever the model has a parameter of the same name; null for none.</summary>
    public string? Pretrained { get; init; }

    [JsonIgnore]
    public override IModelOptions<Model> ModelOptions => Model;

    public override ClassificationRun Open(DataFolder folder) => new(this, LabelledData.Read(Data, Model.Labels, folder));
}
