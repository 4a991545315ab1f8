using Heed.Tensors;

namespace Heed.Nn.Residuals;

/// <summary>What flows from sub-layer to sub-layer: the running sum, and the form of it that the next sub-layer reads. Both (N, D).</summary>
public readonly record struct ResidualStream(Tensor Sum, Tensor Normed);
