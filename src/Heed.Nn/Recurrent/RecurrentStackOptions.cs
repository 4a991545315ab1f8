using System.Text.Json.Serialization;

namespace Heed.Nn.Recurrent;

/// <summary>The shape of a <see cref="RecurrentStack"/>.</summary>
public sealed record RecurrentStackOptions
{
    public RecurrentCellOptions Cell { get; init; } = new LstmCell();

    /// <summary>How many layers lie one above the other.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>H: the width of the hidden state of each direction.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Whether each layer also runs from the end to the beginning.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>Dropout between layers.</summary>
    public float Dropout { get; init; }

    /// <summary>1 or 2.</summary>
    [JsonIgnore]
    public int Directions => Bidirectional ? 2 : 1;

    /// <summary>O: how wide the result is.</summary>
    [JsonIgnore]
    public int Outputs => Directions * Width;

    /// <summary>How many numbers the states of all layers and directions have together.</summary>
    [JsonIgnore]
    public int StateWidth => Layers * Directions * Cell.StateWidth(Width);

    /// <summary>What is wrong with the options, in a few words; null if nothing.</summary>
    public string? FindFault() => Layers < 1 ? $"layers is {Layers}, but must be at least 1"
        : Width < 1 ? $"width is {Width}, but must be at least 1"
        : Dropout is < 0 or >= 1 ? $"dropout is {Dropout}, but must be at least 0 and below 1"
        : null;
}
