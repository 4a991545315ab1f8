using Heed.Nn.Catalogue;
using Heed.Tensors;

namespace Heed.Nn.Positions;

/// <summary>PE(p, 2i) = sin(p / 10000^(2i/D)), PE(p, 2i + 1) = cos(the same) (Vaswani et al., 2017, §3.5). Computed, not trained; grows on need.</summary>
[Variant("x_p + PE(p), PE(p, 2i) = sin(p / 10000^(2i/D)), PE(p, 2i + 1) = cos(the same)", "Vaswani et al., 2017")]
public sealed record SinusoidalPosition : PositionOptions
{
    /// <summary>The longest wavelength is 2π times this.</summary>
    public float Base { get; init; } = 10000;

    /// <summary>
    /// Whether all sines come first and then all cosines, with wavelengths from 2π to exactly 2π times the base, as in Tensor2Tensor and OpenNMT, instead of sine
    /// and cosine in turn, as in the paper.
    /// </summary>
    public bool Halves { get; init; }

    /// <summary>Whether all sines come first and then all cosines, with the paper's wavelengths, as in Marian.</summary>
    public bool SinesFirst { get; init; }

    /// <summary>The number of the first position; the paper's is 0.</summary>
    public int First { get; init; }

    public override IPositionTable BuildTable(ParameterStore store, string name, int width, int maximumLength) => Halves
        ? new GrowingTable(width, (position, column) => Wave(position, column % (width / 2) / Math.Max(1.0, (width / 2) - 1), column < width / 2))
        : SinesFirst ? new GrowingTable(width, (position, column) => Wave(position, column % (width / 2) * 2 / (double)width, column < width / 2))
        : new GrowingTable(width, (position, column) => Wave(position, column / 2 * 2 / (double)width, column % 2 == 0));

    private float Wave(int position, double exponent, bool isSine)
    {
        double angle = (position + First) / Math.Pow(Base, exponent);
        return (float)(isSine ? Math.Sin(angle) : Math.Cos(angle));
    }
}
