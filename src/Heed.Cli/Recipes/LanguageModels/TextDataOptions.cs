namespace Heed.Cli.Recipes.LanguageModels;

/// <summary><c>data:</c> of a language model's recipe: text files, plain or .gz, whose paths count from the data folder.</summary>
internal sealed record TextDataOptions
{
    /// <summary>What is learnt from, one after another.</summary>
    public required IReadOnlyList<string> Train { get; init; }

    /// <summary>What the run is judged by; without, the end of the training text is held back.</summary>
    public IReadOnlyList<string> Validation { get; init; } = [];

    /// <summary>The share of the training text, counted from its end, that is held back where <see cref="Validation"/> names no file.</summary>
    public double HeldBack { get; init; } = 0.1;
}
