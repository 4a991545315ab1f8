namespace Heed.Models.Inspection.Positions;

/// <summary>One kind of position in numbers. Offsets are key − query; a value by offset is the mean over all pairs that far apart.</summary>
public sealed record PositionView
{
    /// <summary>What a configuration calls it.</summary>
    public required string Kind { get; init; }

    /// <summary>The same in words.</summary>
    public string Name => $"{char.ToUpperInvariant(Kind[0])}{Kind[1..].Replace('_', ' ')}";

    public required string Formula { get; init; }

    /// <summary>Authors and year; empty where nobody needs to be named.</summary>
    public required string Paper { get; init; }

    /// <summary>Whether it has parameters; the numbers are then those of an untrained model.</summary>
    public required bool IsTrained { get; init; }

    /// <summary>What is added to the embeddings, (length, width); null: nothing.</summary>
    public float[][]? Table { get; init; }

    /// <summary>What <see cref="ByOffset"/> shows.</summary>
    public required PositionMeasure Measure { get; init; }

    /// <summary>Pairs of an offset and its value, 2 · length − 1 of them.</summary>
    public required IReadOnlyList<float[]> ByOffset { get; init; }

    /// <summary>What is added to the scores of the first head, (length, length); null: nothing.</summary>
    public float[][]? Bias { get; init; }

    /// <summary>The same by offset for every head; null where nothing is added.</summary>
    public IReadOnlyList<IReadOnlyList<float[]>>? Slopes { get; init; }
}
