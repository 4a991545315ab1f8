using Heed.Nn.Attention;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;
using Heed.Tensors;
using Heed.Tensors.Memory;

namespace Heed.Models.Stacks;

/// <summary>
/// Layers of self-attention and feed-forward, (N, D) → (N, D), all positions at once or step by step: an encoder, and with a causal mask a language model.
/// </summary>
internal sealed class SelfAttentionStack
{
    private readonly LayerStack stack;
    private readonly SelfAttentionLayer[] layers;

    /// <summary>Declares <c>name.layers.0</c> … under <paramref name="name"/>.</summary>
    /// <param name="store">Where parameters are declared.</param>
    /// <param name="name">The stack's path.</param>
    /// <param name="options">What its layers are made of.</param>
    /// <param name="count">How many layers.</param>
    /// <param name="seesFuture">Whether a position sees those behind it.</param>
    public SelfAttentionStack(ParameterStore store, string name, StackOptions options, int count, bool seesFuture)
    {
        Position = options.Position.BuildForAttention(store, name, options.Heads, options.Width, seesFuture);
        layers = new SelfAttentionLayer[count];
        for (int index = 0; index < layers.Length; index++)
        {
            layers[index] = new SelfAttentionLayer(store, $"{name}.layers.{index}", options, Position);
        }

        stack = new LayerStack(store, name, layers.Length, SelfAttentionLayer.SublayerNames, options);
    }

    /// <summary>What its self-attention does with positions.</summary>
    public AttentionPosition Position { get; }

    public Tensor Forward(Tensor x, in SelfRows rows)
    {
        ResidualStream stream = stack.Enter(x, rows.Real);
        for (int index = 0; index < layers.Length; index++)
        {
            stream = layers[index].Forward(stream, rows, stack.Joins(index));
        }

        return stream.Normed;
    }

    /// <summary>New rows (N, D) with the keys and values of the past in <paramref name="caches"/>, one a layer, to which theirs are added.</summary>
    public Tensor Step(Tensor x, ReadOnlySpan<RowCache> caches, in PastRows rows)
    {
        ResidualStream stream = stack.Enter(x);
        for (int index = 0; index < layers.Length; index++)
        {
            stream = layers[index].Step(stream, caches[index], rows, stack.Joins(index));
        }

        return stream.Normed;
    }
}
