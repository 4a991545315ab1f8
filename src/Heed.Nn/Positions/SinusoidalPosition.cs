using Heed.Nn.Catalogue;
using Heed.Tensors;

namespace Heed.Nn.Positions;

/// <summary>PE(p, 2i) = sin(p / 10000^(2i/D)), PE(p, 2i + 1) = cos(the same) (Vaswani et al., 2017, §3.5). Computed, not trained; grows on need.</summary>
[Variant("x_p + PE(p), PE(p, 2i) = sin(p / 10000^(2i/D)), PE(p, 2i + 1) = cos(the same)", "Vaswani et al., 2017")]
public sealed record SinusoidalPosition : PositionOptions
{
    /// <summary>The longest wavelength is 2π times this.</summary>
    public float Base { get; init; } = 10000;

    public SinusoidLayout Layout { get; init; } = SinusoidLayout.Alternating;

    /// <summary>The number of the first position; the paper's is 0.</summary>
    public int First { get; init; }

    public override IPositionTable BuildTable(ParameterStore store, string name, int width, int maximumLength)
    {
        int half = Math.Max(1, width / 2);
        return new GrowingTable(width, Layout switch
        {
            SinusoidLayout.Halves => (position, column) => Wave(position, column % half * 2 / (double)width, column < half),
            SinusoidLayout.HalvesToLongest => (position, column) => Wave(position, column % half / Math.Max(1.0, half - 1), column < half),
            _ => (position, column) => Wave(position, column / 2 * 2 / (double)width, column % 2 == 0),
        });
    }

    private float Wave(int position, double exponent, bool isSine)
    {
        double angle = (position + First) / Math.Pow(Base, exponent);
        return (float)(isSine ? Math.Sin(angle) : Math.Cos(angle));
    }
}
