using Heed.Text.Batching;

namespace Heed.Cli.Recipes.Translation;

/// <summary><c>data:</c> of a recipe: the text, and which of its sentences are too long. Paths count from the data folder.</summary>
internal sealed record TranslationDataOptions
{
    /// <summary>Code of the language to translate from, for people and for the model folder.</summary>
    public required string SourceLanguage { get; init; }

    /// <summary>Code of the language to translate into.</summary>
    public required string TargetLanguage { get; init; }

    /// <summary>What is learnt from.</summary>
    public required CorpusFiles Train { get; init; }

    /// <summary>What the run is judged by while it learns; without, the last checkpoint is the model.</summary>
    public CorpusFiles? Validation { get; init; }

    /// <summary>What the finished model is scored on.</summary>
    public CorpusFiles? Test { get; init; }

    /// <summary>Most pieces a sentence of a training pair may have.</summary>
    public int MaximumLength { get; init; } = 250;

    /// <summary>What happens to longer ones.</summary>
    public TooLong TooLong { get; init; } = TooLong.Skip;
}
