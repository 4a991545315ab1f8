using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Residuals;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Transformer;

/// <summary>Self-attention, then the position-wise network (Vaswani et al., 2017, figure 1, left).</summary>
internal sealed class EncoderLayer(ParameterStore store, string name, TransformerOptions options)
{
    private readonly SelfAttention selfAttention = new(store, $"{name}.self_attn", options.Width, options.Heads);
    private readonly IFeedForward feedForward = options.FeedForward.Build(store, name, options.Width);

    /// <summary>What its sub-layers' norms are called after, in order.</summary>
    public static IReadOnlyList<string> SublayerNames { get; } = ["self_attn", "final"];

    /// <summary><paramref name="joins"/> holds one join for each sub-layer.</summary>
    public ResidualStream Forward(ResidualStream stream, in AttentionLayout layout, ReadOnlySpan<SublayerJoin> joins)
    {
        stream = joins[0].Forward(stream, selfAttention.Forward(stream.Normed, layout));
        return joins[1].Forward(stream, feedForward.Forward(stream.Normed));
    }
}
