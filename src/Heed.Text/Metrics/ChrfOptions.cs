using System.Globalization;

namespace Heed.Text.Metrics;

/// <summary>How chrF is computed. The defaults are sacreBLEU's chrF2; everything that changes the score shows in the signature.</summary>
public sealed record ChrfOptions
{
    /// <summary>chrF++: chrF2 with words and pairs of words.</summary>
    public static ChrfOptions PlusPlus { get; } = new() { WordOrder = 2 };

    /// <summary>The longest n-gram of characters.</summary>
    public int CharacterOrder { get; init; } = 6;

    /// <summary>The longest n-gram of words: 0 for chrF, 2 for chrF++.</summary>
    public int WordOrder { get; init; }

    /// <summary>Recall weighs β times as much as precision.</summary>
    public int Beta { get; init; } = 2;

    /// <summary>Compare in lower case.</summary>
    public bool Lowercase { get; init; }

    /// <summary>Let n-grams of characters contain white space.</summary>
    public bool Whitespace { get; init; }

    /// <summary>
    /// Average the F scores of all orders, as chrF++.py, NLTK and Moses do, instead of precision and recall of those orders that both
    /// sides are long enough for.
    /// </summary>
    public bool EpsilonSmoothing { get; init; }

    /// <summary><c>chrF2</c>, <c>chrF2++</c>.</summary>
    internal string Name => $"chrF{Beta.ToString(CultureInfo.InvariantCulture)}{new string('+', WordOrder)}";

    /// <summary>sacreBLEU's signature, <c>nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:…</c>.</summary>
    internal string Signature(string referenceCount) => string.Create(
        CultureInfo.InvariantCulture,
        $"nrefs:{referenceCount}|case:{(Lowercase ? "lc" : "mixed")}|eff:{(EpsilonSmoothing ? "no" : "yes")}|nc:{CharacterOrder}|nw:{WordOrder}|space:{(Whitespace ? "yes" : "no")}|version:{MetricVersion.Text}");
}
