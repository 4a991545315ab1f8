using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;
using Heed.Tensors;

namespace Heed.Nn.Recurrent;

/// <summary>What a recurrent layer does at each time step; selected by <c>kind</c> in a configuration.</summary>
[Seam("model.cell", "what a recurrent layer does at each time step")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(LstmCell), "lstm")]
[JsonDerivedType(typeof(GruCell), "gru")]
[JsonDerivedType(typeof(LayerNormLstmCell), "layer_norm_lstm")]
public abstract record RecurrentCellOptions
{
    /// <summary>S: how many numbers the state of a layer <paramref name="width"/> wide has; the hidden state comes first.</summary>
    public abstract int StateWidth(int width);

    /// <summary>Declares one direction of one layer: <c>name.weight_ih_l0</c> and so on, in PyTorch's names.</summary>
    public abstract RecurrentLayer Build(ParameterStore store, in RecurrentLayerShape shape);
}
