using System.Reflection;
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

    private static VariantEntry[] Kinds(Type seam) => [.. VariantKinds.Of(seam).Select(kind => Entry(kind.Kind, VariantKinds.Describe(kind.Kind, kind.Options)))];

    private static VariantEntry Entry(string kind, VariantAttribute variant) => new(kind, variant.Formula, variant.Paper);
}
