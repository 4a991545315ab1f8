using Heed.Tensors;

namespace Heed.Nn.Positions;

/// <summary>PE(p, 2i) = sin(p / 10000^(2i/D)), PE(p, 2i + 1) = cos(the same) (Vaswani et al., 2017, §3.5). Computed, not trained; grows on need.</summary>
public sealed record SinusoidalPosition : PositionOptions
{
    /// <summary>The longest wavelength is 2π times this.</summary>
    public float Base { get; init; } = 10000;

    public override IPositionTable BuildTable(ParameterStore store, string name, int width, int maximumLength) => new GrowingTable(width, (position, column) =>
    {
        double angle = position / Math.Pow(Base, column / 2 * 2 / (double)width);
        return (float)(column % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
    });
}
