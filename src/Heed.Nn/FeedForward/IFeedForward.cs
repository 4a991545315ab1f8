using Heed.Tensors;

namespace Heed.Nn.FeedForward;

/// <summary>A network applied to every row by itself: (N, D) → (N, D).</summary>
public interface IFeedForward
{
    Tensor Forward(Tensor x);
}
