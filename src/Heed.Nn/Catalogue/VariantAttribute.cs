namespace Heed.Nn.Catalogue;

/// <summary>The catalogue's entry of one kind: what it computes, and who introduced it. <c>heed variants</c> and docs/variants.md are made of these.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class VariantAttribute(string formula, string paper) : Attribute
{
    /// <summary>In one line, in the notation of docs/notation.md.</summary>
    public string Formula { get; } = formula;

    /// <summary>Authors and year; empty where nobody needs to be named.</summary>
    public string Paper { get; } = paper;
}
