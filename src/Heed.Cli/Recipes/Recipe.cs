using System.Text.Json.Serialization;
using Heed.Cli.Recipes.Audio;
using Heed.Cli.Recipes.BidirectionalLanguage;
using Heed.Cli.Recipes.Classification;
using Heed.Cli.Recipes.Images;
using Heed.Cli.Recipes.LanguageModels;
using Heed.Cli.Recipes.MaskedLanguage;
using Heed.Cli.Recipes.SpanCorruption;
using Heed.Cli.Recipes.Translation;
using Heed.Models;
using Heed.Text;
using Heed.Training;

namespace Heed.Cli.Recipes;

/// <summary>One whole run: what to learn from, what is built, and how it is trained; the key <c>task</c> says what is learnt.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = TaskKey, UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(TranslationRecipe), TranslationRecipe.Task)]
[JsonDerivedType(typeof(ClassificationRecipe), ClassificationRecipe.Task)]
[JsonDerivedType(typeof(ImageClassificationRecipe), ImageClassificationRecipe.Task)]
[JsonDerivedType(typeof(LanguageModelRecipe), LanguageModelRecipe.Task)]
[JsonDerivedType(typeof(AudioClassificationRecipe), AudioClassificationRecipe.Task)]
[JsonDerivedType(typeof(MaskedLanguageRecipe), MaskedLanguageRecipe.Task)]
[JsonDerivedType(typeof(SpanCorruptionRecipe), SpanCorruptionRecipe.Task)]
[JsonDerivedType(typeof(BidirectionalLanguageRecipe), BidirectionalLanguageRecipe.Task)]
internal abstract record Recipe
{
    /// <summary>The key that selects one of the tasks.</summary>
    public const string TaskKey = "task";

    [JsonPropertyOrder(1)]
    public TrainingOptions Training { get; init; } = new();

    /// <summary>The model as the recipe describes it.</summary>
    [JsonIgnore]
    public abstract IModelOptions<Model> ModelOptions { get; }

    /// <summary>Reads the data and gets ready to carry the recipe out.</summary>
    /// <exception cref="UserException">A file is missing, empty or damaged.</exception>
    public abstract RecipeRun Open(DataFolder folder);
}
