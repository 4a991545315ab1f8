using Heed.Nn.Normalization;
using Heed.Tensors;

namespace Heed.Nn.Residuals;

/// <summary>Takes a sub-layer's result into the stream.</summary>
public abstract class Residual
{
    /// <summary>The new stream of <paramref name="stream"/> and <paramref name="branch"/>, and its normalisation, all (N, D).</summary>
    public abstract (Tensor Sum, Tensor Normed) Join(in ResidualStream stream, Tensor branch, Norm norm, float dropout);
}
