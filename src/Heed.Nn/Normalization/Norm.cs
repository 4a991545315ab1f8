using Heed.Nn.Residuals;
using Heed.Tensors;

namespace Heed.Nn.Normalization;

/// <summary>Brings every row to a common scale: (N, D) → (N, D).</summary>
public abstract class Norm
{
    /// <summary>Normalises <paramref name="x"/>; rows that are 0 in <paramref name="real"/> (N) are padding, without it none is.</summary>
    public abstract Tensor Forward(Tensor x, Integers real = default);

    /// <summary>s = stream + dropout(branch) and its normalisation, both (N, D); fused where the norm can be.</summary>
    public abstract (Tensor Sum, Tensor Normed) ForwardResidual(in ResidualStream stream, Tensor branch, float dropout);
}
