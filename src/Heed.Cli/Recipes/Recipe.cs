using Heed.Models.Transformer;
using Heed.Text.Tokenization.Training;
using Heed.Training;

namespace Heed.Cli.Recipes;

/// <summary>One whole run: what to learn from, how text becomes ids, what is built, and how it is trained.</summary>
internal sealed record Recipe
{
    public required DataOptions Data { get; init; }

    /// <summary>Byte-pair encoding where the recipe names no kind.</summary>
    public required TokenizerTraining Tokenizer { get; init; }

    /// <summary>The model; its vocabulary is the tokenizer's and not part of the recipe.</summary>
    public required TransformerOptions Model { get; init; }

    public required TrainingOptions Training { get; init; }
}
