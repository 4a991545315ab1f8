namespace Heed.Nn.Catalogue;

/// <summary>Marks the base of a family of variants, from which a configuration selects by <c>kind</c>: its key, and the question that its kinds answer.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class SeamAttribute(string key, string question) : Attribute
{
    /// <summary>Where a recipe names the kind, such as <c>model.norm</c>.</summary>
    public string Key { get; } = key;

    /// <summary>In a few words.</summary>
    public string Question { get; } = question;
}
