namespace Heed.Text.Metrics.Tokenizers;

/// <summary>The tokenizers by name.</summary>
public static class MetricTokenizers
{
    private static readonly IMetricTokenizer[] All =
        [new Mteval13aTokenizer(), new ChineseTokenizer(), new CharacterTokenizer(), new InternationalTokenizer(), new NoTokenizer()];

    /// <summary>What <see cref="Get"/> accepts.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(tokenizer => tokenizer.Name)];

    /// <summary>The tokenizer of that name.</summary>
    /// <exception cref="UserException">There is none; the message lists those there are.</exception>
    public static IMetricTokenizer Get(string name) =>
        Array.Find(All, tokenizer => tokenizer.Name == name)
        ?? throw new UserException($"There is no metric tokenizer '{name}'; choose one of {string.Join(", ", Names)}.");
}
