using Heed.Tensors;

namespace Heed.Nn.Normalization;

/// <summary>Brings every row to a common scale: (N, D) → (N, D).</summary>
public abstract class Norm
{
    public abstract Tensor Forward(Tensor x);

    /// <summary>s = stream + dropout(branch) and its normalisation, both (N, D); fused where the norm can be.</summary>
    public abstract (Tensor Sum, Tensor Normed) ForwardResidual(Tensor stream, Tensor branch, float dropout);
}
