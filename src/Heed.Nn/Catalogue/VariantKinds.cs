using System.Reflection;
using System.Text.Json.Serialization;

namespace Heed.Nn.Catalogue;

/// <summary>The kinds of a family, read from its registry.</summary>
public static class VariantKinds
{
    /// <summary>The name of each kind in a configuration, and the record of its options.</summary>
    public static IReadOnlyList<(string Kind, Type Options)> Of(Type family) =>
        [.. family.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => ((string)kind.TypeDiscriminator!, kind.DerivedType))];

    /// <summary>What a configuration calls this part.</summary>
    public static string NameOf<TFamily>(TFamily part)
        where TFamily : notnull => Of(typeof(TFamily)).First(kind => kind.Options == part.GetType()).Kind;

    /// <summary>The catalogue's entry of a kind.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public static VariantAttribute Describe(string kind, Type options) => options.GetCustomAttribute<VariantAttribute>()
        ?? throw new InvalidOperationException($"The kind '{kind}' ({options.Name}) has no entry in the catalogue: give it a {nameof(VariantAttribute)}.");
}
