using Heed.Tensors;

namespace Heed.Nn.Residuals;

/// <summary>Takes a sub-layer's result back into the stream: residual sum, dropout and norm in the order of the placement.</summary>
public abstract class SublayerJoin
{
    public abstract ResidualStream Forward(ResidualStream stream, Tensor branch);
}
