using System.Globalization;
using Heed.Text.Metrics.Tokenizers;

namespace Heed.Text.Metrics;

/// <summary>How BLEU is computed. The defaults are sacreBLEU's; everything that changes the score shows in the signature.</summary>
public sealed record BleuOptions
{
    /// <summary>A name from <see cref="MetricTokenizers.Names"/>.</summary>
    public string Tokenizer { get; init; } = "13a";

    /// <summary>Compare in lower case.</summary>
    public bool Lowercase { get; init; }

    /// <summary>What an order without a match counts.</summary>
    public BleuSmoothing Smoothing { get; init; }

    /// <summary>The value of <see cref="BleuSmoothing.Floor"/> or <see cref="BleuSmoothing.AddK"/>; null for the usual one.</summary>
    public double? SmoothingValue { get; init; }

    /// <summary>The longest n-gram.</summary>
    public int MaxOrder { get; init; } = 4;

    /// <summary>Leave out the orders that the hypotheses are too short for. For single sentences.</summary>
    public bool EffectiveOrder { get; init; }

    internal double EffectiveSmoothingValue => SmoothingValue ?? Smoothing switch
    {
        BleuSmoothing.Floor => 0.1,
        BleuSmoothing.AddK => 1,
        _ => 0,
    };

    /// <summary>sacreBLEU's signature, <c>nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:…</c>.</summary>
    internal string Signature(string referenceCount) =>
        $"nrefs:{referenceCount}|case:{(Lowercase ? "lc" : "mixed")}|eff:{(EffectiveOrder ? "yes" : "no")}|tok:{Tokenizer}"
        + $"|smooth:{SmoothingName}|version:{MetricVersion.Text}";

    private string SmoothingName => Smoothing switch
    {
        BleuSmoothing.Exponential => "exp",
        BleuSmoothing.Floor => $"floor[{EffectiveSmoothingValue.ToString("F2", CultureInfo.InvariantCulture)}]",
        BleuSmoothing.AddK => $"add-k[{EffectiveSmoothingValue.ToString("F2", CultureInfo.InvariantCulture)}]",
        _ => "none",
    };
}
