namespace Heed.Server.Engines;

/// <summary>What a translator reads and what it writes, codes like <c>en</c> in lower case.</summary>
public readonly record struct LanguagePair(string Source, string Target)
{
    public override string ToString() => $"{Source}-{Target}";
}
