using System.Reflection;
using System.Text.Json.Serialization;
using Heed.Models.Generation;
using Heed.Nn.Catalogue;
using Heed.Training.Optimizers;

namespace Heed.Cli.Variants;

/// <summary>Every kind of every part that a recipe can exchange, read from the registries themselves: nothing here has to be kept up.</summary>
internal static class VariantCatalogue
{
    /// <summary>The families in the order of their keys: those of a model first.</summary>
    public static IReadOnlyList<SeamEntry> Seams { get; } = Read(typeof(SeamAttribute).Assembly, typeof(LengthPenalty).Assembly, typeof(OptimizerOptions).Assembly);

    /// <summary>The families of some assemblies.</summary>
    public static IReadOnlyList<SeamEntry> Read(params IEnumerable<Assembly> assemblies) =>
    [
        .. from assembly in assemblies
           from type in assembly.GetExportedTypes()
           let seam = type.GetCustomAttribute<SeamAttribute>()
           where seam is not null
           orderby !seam.Key.StartsWith("model", StringComparison.Ordinal), seam.Key
           select new SeamEntry(seam.Key, seam.Question, Kinds(type)),
    ];

    private static VariantEntry[] Kinds(Type seam) =>
        [.. seam.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => Entry((string)kind.TypeDiscriminator!, kind.DerivedType))];

    private static VariantEntry Entry(string kind, Type type) => type.GetCustomAttribute<VariantAttribute>() is { } variant
        ? new VariantEntry(kind, variant.Formula, variant.Paper)
        : throw new InvalidOperationException($"The kind '{kind}' ({type.Name}) has no entry in the catalogue: give it a {nameof(VariantAttribute)}.");
}
