using System.Globalization;

namespace Heed.Text.Metrics;

/// <summary>A chrF score.</summary>
public sealed record ChrfScore
{
    /// <summary>0 to 100.</summary>
    public required double Score { get; init; }

    /// <summary><c>chrF2</c>, <c>chrF2++</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Everything the score depends on, as sacreBLEU writes it.</summary>
    public required string Signature { get; init; }

    /// <summary>sacreBLEU's line, <c>chrF2|nrefs:1|… = 55.9</c>.</summary>
    /// <param name="decimals">Decimals of the score.</param>
    public string ToString(int decimals) =>
        $"{Name}|{Signature} = {Score.ToString($"F{decimals}", CultureInfo.InvariantCulture)}";

    /// <summary>The line with one decimal.</summary>
    public override string ToString() => ToString(1);
}
