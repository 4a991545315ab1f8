using Heed.Nn.Recurrent;

namespace Heed.Models.Elmo;

/// <summary>The sizes that a language model and whoever uses its layers must agree on.</summary>
public sealed record ElmoShape
{
    /// <summary>D: the width of embeddings and of the states of either direction.</summary>
    public int Width { get; init; } = 128;

    /// <summary>L: recurrent layers in each direction.</summary>
    public int Layers { get; init; } = 2;

    public RecurrentCellOptions Cell { get; init; } = new LstmCell();

    /// <summary>What is wrong, in a few words; null if nothing.</summary>
    public string? FindFault() => Width < 1 ? $"width is {Width}, but must be at least 1"
        : Layers < 1 || Layers >= Tensors.Ops.LayerMixOp.MostLayers ? $"layers is {Layers}, but must lie between 1 and {Tensors.Ops.LayerMixOp.MostLayers - 1}"
        : null;
}
