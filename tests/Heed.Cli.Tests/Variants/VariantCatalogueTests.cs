using System.Reflection;
using System.Text.Json.Serialization;
using Heed.Cli.Tests.Support;
using Heed.Cli.Variants;
using Heed.Models.Generation;
using Heed.Nn.Catalogue;
using Heed.Nn.Normalization;
using Heed.Training.Optimizers;

namespace Heed.Cli.Tests.Variants;

public sealed class VariantCatalogueTests
{
    private static readonly Assembly[] Assemblies = [typeof(NormOptions).Assembly, typeof(LengthPenalty).Assembly, typeof(OptimizerOptions).Assembly];

    /// <summary>Every abstract record from which a configuration selects by kind.</summary>
    public static TheoryData<Type> Registries =>
    [
        .. Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: true, IsInterface: false } && type.GetCustomAttribute<JsonPolymorphicAttribute>()?.TypeDiscriminatorPropertyName == "kind"),
    ];

    [Theory]
    [MemberData(nameof(Registries), DisableDiscoveryEnumeration = true)]
    public void Every_registry_and_every_kind_has_an_entry(Type registry)
    {
        Assert.True(registry.GetCustomAttribute<SeamAttribute>() is not null, $"{registry.Name} is missing in the catalogue: give it a SeamAttribute.");
        foreach (JsonDerivedTypeAttribute kind in registry.GetCustomAttributes<JsonDerivedTypeAttribute>())
        {
            VariantAttribute? entry = kind.DerivedType.GetCustomAttribute<VariantAttribute>();
            Assert.True(entry is { Formula.Length: > 0 }, $"{kind.DerivedType.Name} has no formula in the catalogue: give it a VariantAttribute.");
        }
    }

    [Fact]
    public void The_catalogue_has_every_registry_once()
    {
        Assert.Equal(Registries.Count, VariantCatalogue.Seams.Count);
        Assert.Equal(VariantCatalogue.Seams.Count, VariantCatalogue.Seams.Select(seam => seam.Key).Distinct().Count());
        SeamEntry norms = VariantCatalogue.Seams.Single(seam => seam.Key == "model.norm");
        Assert.Equal(["layer_norm", "rms_norm", "batch_norm", "none"], norms.Kinds.Select(kind => kind.Kind));
    }

    [Fact]
    public void The_page_in_the_documentation_is_current() => Assert.True(
        File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "variants.md")) == VariantPage.Write(VariantCatalogue.Seams),
        "docs/variants.md is not what the catalogue says: run ./heed variants --markdown > docs/variants.md.");
}
