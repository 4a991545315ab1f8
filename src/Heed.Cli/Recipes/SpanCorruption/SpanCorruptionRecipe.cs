using System.Text.Json.Serialization;
using Heed.Cli.Recipes.Unlabelled;
using Heed.Models;
using Heed.Models.SequenceToSequence;
using Heed.Models.Transformer;
using Heed.Text.Batching.Spans;
using Heed.Text.Tokenization.Training;

namespace Heed.Cli.Recipes.SpanCorruption;

/// <summary><c>task: span_corruption</c>: text without labels, and a model that reads it with gaps and writes what was in them.</summary>
internal sealed record SpanCorruptionRecipe : Recipe
{
    public const string Task = "span_corruption";

    public required UnlabelledDataOptions Data { get; init; }

    public TokenizerTraining Tokenizer { get; init; } = new UnigramTraining();

    /// <summary>What is taken out.</summary>
    public SpanCorruptionOptions Corruption { get; init; } = new();

    /// <summary>The model; its vocabulary is the tokenizer's and not part of the recipe.</summary>
    public ISequenceToSequenceOptions Model { get; init; } = TransformerOptions.Preset("t5_small");

    [JsonIgnore]
    public override IModelOptions<Model> ModelOptions => Model;

    public override SpanCorruptionRun Open(DataFolder folder)
    {
        Corruption.Check();
        return new SpanCorruptionRun(this, UnlabelledData.Read(Data, folder));
    }
}
