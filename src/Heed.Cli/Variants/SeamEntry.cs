namespace Heed.Cli.Variants;

/// <summary>One family: the key under which a recipe names the kind, the question that the kinds answer, and the kinds.</summary>
internal sealed record SeamEntry(string Key, string Question, IReadOnlyList<VariantEntry> Kinds);
