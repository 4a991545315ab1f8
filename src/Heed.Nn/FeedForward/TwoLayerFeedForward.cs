using Heed.Tensors;

namespace Heed.Nn.FeedForward;

/// <summary>Two linear layers with an activation between: <c>fc1</c> (F, D) and <c>fc2</c> (D, F).</summary>
internal sealed class TwoLayerFeedForward : IFeedForward
{
    private readonly Linear expand;
    private readonly Linear contract;

    public TwoLayerFeedForward(ParameterStore store, string name, int width, FeedForwardOptions options, LinearOptions hidden)
    {
        expand = new Linear(store, $"{name}.fc1", width, options.Width, hidden);
        contract = new Linear(store, $"{name}.fc2", options.Width, width, new LinearOptions { HasBias = hidden.HasBias });
    }

    public Tensor Forward(Tensor x) => contract.Forward(expand.Forward(x)); // (N, D) → (N, F) → (N, D)
}
