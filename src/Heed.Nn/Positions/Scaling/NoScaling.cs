using Heed.Nn.Catalogue;

namespace Heed.Nn.Positions.Scaling;

/// <summary>θ = base^(−2i/K), as the model was trained (Su et al., 2021).</summary>
[Variant("base^(−2i/K)", "Su et al., 2021")]
public sealed record NoScaling : RotaryScaling
{
    public override double Angle(int pair, int headWidth, double longest) => Unscaled(pair, headWidth, longest);
}
