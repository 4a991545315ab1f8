using System.Text.Json.Serialization;
using Heed.Models.Classification;
using Heed.Models.WordInputs;
using Heed.Nn.Recurrent;

namespace Heed.Models.Recurrent;

/// <summary>A classifier that reads a text in both directions: the shape and the parts of a <see cref="RecurrentClassifierModel"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RecurrentClassifierOptions : IClassifierOptions
{
    public int Vocabulary { get; init; }

    /// <summary>H: the width of the states of each direction.</summary>
    public int Width { get; init; } = 128;

    public int Layers { get; init; } = 1;

    /// <summary>What every layer does at each time step.</summary>
    public RecurrentCellOptions Cell { get; init; } = new LstmCell();

    /// <summary>What it reads.</summary>
    public WordInputOptions Embeddings { get; init; } = new LearnedInputOptions();

    public SequencePooling Pooling { get; init; } = SequencePooling.Max;

    /// <summary>Dropout on what is read, between layers, and on the features.</summary>
    public float Dropout { get; init; } = 0.5f;

    public int MaximumLength { get; init; } = 512;

    public IReadOnlyList<string> Labels { get; init; } = [];

    internal RecurrentStackOptions Stack => new() { Cell = Cell, Layers = Layers, Width = Width, Bidirectional = true, Dropout = Dropout };

    public void Check()
    {
        ClassifierCheck.Check(this);
        string? fault = Stack.FindFault() ?? (Embeddings.FindFault() is { } inner ? $"embeddings: {inner}" : null);
        ClassifierCheck.Require(fault is null, fault ?? string.Empty);
    }

    public IClassifierOptions For(int vocabulary, IReadOnlyList<string> labels) => this with { Vocabulary = vocabulary, Labels = labels };

    ClassifierModel IModelOptions<ClassifierModel>.Build(bool forTraining) => new RecurrentClassifierModel(this, forTraining);
}
