using Heed.Nn.Catalogue;
using Heed.Tensors;

namespace Heed.Nn.Positions;

/// <summary>No position information at all: the encoder becomes blind to order (to show that it matters).</summary>
[Variant("nothing: order is not seen", "")]
public sealed record NoPosition : PositionOptions
{
    public override IPositionTable? BuildTable(ParameterStore store, string name, int width, int maximumLength) => null;
}
