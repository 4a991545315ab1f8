using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;
using Heed.Tensors;

namespace Heed.Models.Transformer;

/// <summary>Causal self-attention, attention to the encoder's output, then the position-wise network (Vaswani et al., 2017, figure 1, right).</summary>
internal sealed class DecoderLayer(ParameterStore store, string name, TransformerOptions options, AttentionPosition position)
{
    private readonly SelfAttention selfAttention = new(store, $"{name}.self_attn", options.Attention, position);
    private readonly CrossAttention crossAttention = new(store, $"{name}.encoder_attn", options.Attention);
    private readonly IFeedForward feedForward = options.FeedForward.Build(store, name, options.Width, options.Biases);

    /// <summary>What its sub-layers' norms are called after, in order.</summary>
    public static IReadOnlyList<string> SublayerNames { get; } = ["self_attn", "encoder_attn", "final"];

    /// <summary>All positions at once: teacher forcing. <paramref name="joins"/> holds one join for each sub-layer.</summary>
    public ResidualStream Forward(ResidualStream stream, Tensor memory, in DecoderLayouts layouts, ReadOnlySpan<SublayerJoin> joins)
    {
        stream = joins[0].Forward(stream, selfAttention.Forward(stream.Normed, layouts.Self));
        stream = joins[1].Forward(stream, crossAttention.Forward(stream.Normed, memory, layouts.Cross));
        return joins[2].Forward(stream, feedForward.Forward(stream.Normed));
    }

    /// <summary>One position for each hypothesis, with the keys and values of the past in <paramref name="cache"/>.</summary>
    public ResidualStream Step(ResidualStream stream, LayerCache cache, in StepRows rows, ReadOnlySpan<SublayerJoin> joins)
    {
        stream = joins[0].Forward(stream, selfAttention.Step(stream.Normed, cache.Self, rows.Past));
        stream = joins[1].Forward(stream, crossAttention.Step(stream.Normed, cache.Cross, rows.Source));
        return joins[2].Forward(stream, feedForward.Forward(stream.Normed));
    }

    /// <summary>Keys and values of the encoder's output (M, D), for <see cref="LayerCache.Cross"/>: (M, 2K).</summary>
    public Tensor KeysAndValues(Tensor memory) => crossAttention.KeysAndValues(memory);
}
