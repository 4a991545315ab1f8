using Heed.Nn.Residuals;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Transformer;

/// <summary>The encoder's layers: (N, D) → (N, D).</summary>
internal sealed class Encoder
{
    private readonly LayerStack stack;
    private readonly EncoderLayer[] layers;

    public Encoder(ParameterStore store, TransformerOptions options)
    {
        layers = new EncoderLayer[options.EncoderLayers];
        for (int index = 0; index < layers.Length; index++)
        {
            layers[index] = new EncoderLayer(store, $"encoder.layers.{index}", options);
        }

        stack = new LayerStack(store, "encoder", layers.Length, EncoderLayer.SublayerNames, options);
    }

    public Tensor Forward(Tensor x, in AttentionLayout layout)
    {
        ResidualStream stream = stack.Enter(x);
        for (int index = 0; index < layers.Length; index++)
        {
            stream = layers[index].Forward(stream, layout, stack.Joins(index));
        }

        return stream.Normed;
    }
}
