namespace Heed.Cli.Variants;

/// <summary>One kind: its name in a recipe, what it computes, and whose it is.</summary>
internal sealed record VariantEntry(string Kind, string Formula, string Paper);
