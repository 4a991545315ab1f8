using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;
using Heed.Tensors;

namespace Heed.Models.Transformer;

/// <summary>Self-attention, then the position-wise network (Vaswani et al., 2017, figure 1, left).</summary>
internal sealed class EncoderLayer(ParameterStore store, string name, TransformerOptions options, AttentionPosition position)
{
    private readonly SelfAttention selfAttention = new(store, $"{name}.self_attn", options.Width, options.Heads, position);
    private readonly IFeedForward feedForward = options.FeedForward.Build(store, name, options.Width);

    /// <summary>What its sub-layers' norms are called after, in order.</summary>
    public static IReadOnlyList<string> SublayerNames { get; } = ["self_attn", "final"];

    /// <summary><paramref name="joins"/> holds one join for each sub-layer.</summary>
    public ResidualStream Forward(ResidualStream stream, in SelfRows rows, ReadOnlySpan<SublayerJoin> joins)
    {
        stream = joins[0].Forward(stream, selfAttention.Forward(stream.Normed, rows));
        return joins[1].Forward(stream, feedForward.Forward(stream.Normed));
    }
}
