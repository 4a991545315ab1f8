using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.FeedForward;

/// <summary>One product for gate and value, <c>gate_proj</c> and <c>up_proj</c> (F, D) each, the gated unit, and <c>down_proj</c> (D, F).</summary>
internal sealed class GatedFeedForward : IFeedForward
{
    private static readonly LinearOptions NoBias = new() { HasBias = false };

    private readonly Linear expand;
    private readonly Linear contract;
    private readonly Activation activation;
    private readonly float dropout;

    public GatedFeedForward(ParameterStore store, string name, int width, FeedForwardOptions options, Activation activation)
    {
        (this.activation, dropout) = (activation, options.Dropout);
        expand = Linear.Stacked(store, name, width, hasBias: false, ("gate_proj", options.Width, 1), ("up_proj", options.Width, 1));
        contract = new Linear(store, $"{name}.down_proj", options.Width, width, NoBias);
    }

    public Tensor Forward(Tensor x) => contract.Forward(GatedOp.Apply(expand.Forward(x), activation, dropout)); // (N, D) → (N, 2F) → (N, F) → (N, D)
}
