using Heed.Nn.Attention;
using Heed.Nn.Catalogue;
using Heed.Nn.Positions.Scaling;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Positions;

/// <summary>
/// Every pair i of numbers of a query or key at position p is turned by the angle p · θ_i, θ_i = base^(−2i/K), so that their product depends on
/// the distance alone (Su et al., 2021). Computed, not trained; grows on need.
/// </summary>
[Variant("pairs i of q and k turned by p · θ_i, θ_i = base^(−2i/K)", "Su et al., 2021")]
public sealed record RotaryPosition : PositionOptions
{
    /// <summary>The longest wavelength is about 2π times this.</summary>
    public double Base { get; init; } = 10000;

    /// <summary>How the angles are changed for longer texts than those of training.</summary>
    public RotaryScaling Scaling { get; init; } = new NoScaling();

    /// <summary>Whether pairs are neighbours (2i, 2i + 1), as in the paper, instead of halves (i, i + K/2), as in most published weights.</summary>
    public bool Interleaved { get; init; }

    public override IPositionTable? BuildTable(ParameterStore store, string name, int width, int maximumLength) => null;

    public override string? FindFault(AttentionParts parts) =>
        parts.HeadWidth % 2 != 0 ? $"rotary positions turn pairs of numbers and cannot pair those of heads {parts.HeadWidth} wide; take an even width"
        : !(Base > 0) ? $"base {Base} of rotary positions must be above 0"
        : Scaling.FindFault() ?? NeedsProduct(parts, "rotary");

    public override AttentionPosition BuildForAttention(ParameterStore store, string name, HeadOptions heads, int width, bool seesFuture) =>
        new Rotation(this, heads.Width(width));

    private sealed class Rotation(RotaryPosition options, int headWidth) : AttentionPosition
    {
        private readonly GrowingTable angles = new(headWidth, (position, column) =>
        {
            double angle = position * options.Scaling.Angle(column % (headWidth / 2), headWidth, options.Base);
            return (float)(column < headWidth / 2 ? Math.Cos(angle) : Math.Sin(angle));
        });

        // The table of angles grows with the stream, and far out the angles lose their precision.
        public override bool IsUnbounded => false;

        public override Tensor Turn(Tensor mixed, int columns, Integers places) =>
            RotaryOp.Apply(mixed, angles.Rows(Longest(places)), places, new RotaryOptions(columns / headWidth, headWidth, options.Interleaved));
    }
}
