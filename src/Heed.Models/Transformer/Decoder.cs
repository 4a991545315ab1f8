using Heed.Models.Stacks;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;
using Heed.Tensors;

namespace Heed.Models.Transformer;

/// <summary>The decoder's layers, all positions at once or step by step: (N, D) → (N, D).</summary>
internal sealed class Decoder
{
    private readonly LayerStack stack;
    private readonly DecoderLayer[] layers;

    public Decoder(ParameterStore store, TransformerOptions options)
    {
        Position = options.Position.BuildForAttention(store, "decoder", options.Heads, options.Width, false);
        layers = new DecoderLayer[options.DecoderLayers];
        for (int index = 0; index < layers.Length; index++)
        {
            layers[index] = new DecoderLayer(store, $"decoder.layers.{index}", options, Position);
        }

        stack = new LayerStack(store, "decoder", layers.Length, DecoderLayer.SublayerNames, options);
    }

    public int Layers => layers.Length;

    /// <summary>What its self-attention does with positions.</summary>
    public AttentionPosition Position { get; }

    public Tensor Forward(Tensor x, Tensor memory, in DecoderLayouts layouts)
    {
        ResidualStream stream = stack.Enter(x, layouts.Self.Real);
        for (int index = 0; index < layers.Length; index++)
        {
            stream = layers[index].Forward(stream, memory, layouts, stack.Joins(index));
        }

        return stream.Normed;
    }

    public Tensor Step(Tensor x, ReadOnlySpan<LayerCache> caches, in StepRows rows)
    {
        ResidualStream stream = stack.Enter(x);
        for (int index = 0; index < layers.Length; index++)
        {
            stream = layers[index].Step(stream, caches[index], rows, stack.Joins(index));
        }

        return stream.Normed;
    }

    /// <summary>Keys and values of the encoder's output for one layer: (M, D) → (M, 2K).</summary>
    public Tensor KeysAndValues(int layer, Tensor memory) => layers[layer].KeysAndValues(memory);
}
