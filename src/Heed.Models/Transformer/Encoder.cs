using Heed.Nn.Attention;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;
using Heed.Tensors;

namespace Heed.Models.Transformer;

/// <summary>The encoder's layers: (N, D) → (N, D).</summary>
internal sealed class Encoder
{
    private readonly LayerStack stack;
    private readonly EncoderLayer[] layers;

    public Encoder(ParameterStore store, TransformerOptions options)
    {
        Position = options.Position.BuildForAttention(store, "encoder", options.Heads, options.Width, options.EncoderMask.SeesFuture);
        layers = new EncoderLayer[options.EncoderLayers];
        for (int index = 0; index < layers.Length; index++)
        {
            layers[index] = new EncoderLayer(store, $"encoder.layers.{index}", options, Position);
        }

        stack = new LayerStack(store, "encoder", layers.Length, EncoderLayer.SublayerNames, options);
    }

    /// <summary>What its self-attention does with positions.</summary>
    public AttentionPosition Position { get; }

    public Tensor Forward(Tensor x, in SelfRows rows)
    {
        ResidualStream stream = stack.Enter(x);
        for (int index = 0; index < layers.Length; index++)
        {
            stream = layers[index].Forward(stream, rows, stack.Joins(index));
        }

        return stream.Normed;
    }
}
