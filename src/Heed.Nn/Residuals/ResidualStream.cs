using Heed.Tensors;

namespace Heed.Nn.Residuals;

/// <summary>
/// What flows from sub-layer to sub-layer: the running sum, and the form of it that the next sub-layer reads, both (N, D); and which of the rows are real (N), not
/// padding, or none where all are.
/// </summary>
public readonly record struct ResidualStream(Tensor Sum, Tensor Normed, Integers Real);
