namespace Heed.Text.Tokenization.Unicode;

/// <summary>The four normal forms of Unicode (Standard Annex 15), which make one text of the many that look and mean the same.</summary>
public enum UnicodeForm
{
    /// <summary>Composed: é is one character.</summary>
    Nfc,

    /// <summary>Decomposed: é is e and an accent.</summary>
    Nfd,

    /// <summary>Composed, and variants for compatibility (ﬁ, ②, full width) become what they stand for.</summary>
    Nfkc,

    /// <summary>Decomposed, and variants for compatibility become what they stand for.</summary>
    Nfkd,
}
