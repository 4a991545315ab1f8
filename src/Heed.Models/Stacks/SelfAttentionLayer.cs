using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;
using Heed.Tensors;
using Heed.Tensors.Memory;

namespace Heed.Models.Stacks;

/// <summary>Self-attention, then the position-wise network (Vaswani et al., 2017, figure 1, left).</summary>
internal sealed class SelfAttentionLayer(ParameterStore store, string name, StackOptions options, AttentionPosition position)
{
    private readonly SelfAttention selfAttention = new(store, $"{name}.self_attn", options.Attention, position);
    private readonly IFeedForward feedForward = options.FeedForward.Build(store, name, options.Width, options.Biases);

    /// <summary>What its sub-layers' norms are called after, in order.</summary>
    public static IReadOnlyList<string> SublayerNames { get; } = ["self_attn", "final"];

    /// <summary><paramref name="joins"/> holds one join for each sub-layer.</summary>
    public ResidualStream Forward(ResidualStream stream, in SelfRows rows, ReadOnlySpan<SublayerJoin> joins)
    {
        stream = joins[0].Forward(stream, selfAttention.Forward(stream.Normed, rows));
        return joins[1].Forward(stream, feedForward.Forward(stream.Normed));
    }

    /// <summary>New rows only, with the keys and values of the past in <paramref name="cache"/>.</summary>
    public ResidualStream Step(ResidualStream stream, RowCache cache, in PastRows rows, ReadOnlySpan<SublayerJoin> joins)
    {
        stream = joins[0].Forward(stream, selfAttention.Step(stream.Normed, cache, rows));
        return joins[1].Forward(stream, feedForward.Forward(stream.Normed));
    }
}
