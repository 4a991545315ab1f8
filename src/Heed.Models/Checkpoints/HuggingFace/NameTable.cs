namespace Heed.Models.Checkpoints.HuggingFace;

/// <summary>All tensors of a model, by both names.</summary>
/// <param name="Tensors">What must be there.</param>
public sealed record NameTable(IReadOnlyList<TensorName> Tensors)
{
    /// <summary>What every name begins with but for heads, and what files of the model without heads leave out.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>What may be there as well: copies of tied weights, and tables that are computed.</summary>
    public IReadOnlyList<string> Copies { get; init; } = [];

    /// <summary>Ends of names that may be there as well: masks and other constants that older versions stored.</summary>
    public IReadOnlyList<string> Constants { get; init; } = [];

    /// <summary>Whether a tensor of the file is known and not needed.</summary>
    public bool IsIgnored(string name) =>
        Copies.Contains(name) || Copies.Contains(Prefix + name) || Constants.Any(end => name.EndsWith(end, StringComparison.Ordinal));
}
