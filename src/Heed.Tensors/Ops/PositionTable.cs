using Heed.Tensors.Memory;

namespace Heed.Tensors.Ops;

/// <summary>A row (D) for each position, added to embeddings: computed once (sinusoids) or trained.</summary>
public sealed unsafe class PositionTable
{
    private readonly AlignedBuffer? constant;
    private readonly Parameter? parameter;

    private PositionTable(AlignedBuffer? constant, Parameter? parameter, Shape shape) =>
        (this.constant, this.parameter, Length, Columns) = (constant, parameter, shape.Rank == 2 ? shape[0] : 0, shape.Columns);

    /// <summary>How many positions there are.</summary>
    public int Length { get; }

    /// <summary>D.</summary>
    public int Columns { get; }

    internal float* Data => parameter is null ? constant!.Floats : parameter.Data;

    /// <summary>Null if the table is not trained.</summary>
    internal float* Gradient => parameter is null ? null : parameter.Gradient;

    /// <summary>A table that is not trained, (P, D) row by row.</summary>
    public static PositionTable Constant(ReadOnlySpan<float> values, Shape shape)
    {
        if (shape.Rank != 2 || values.Length != shape.Count)
        {
            throw new ArgumentException($"{values.Length} values do not fill a position table of shape {shape}; it must be (positions, width).");
        }

        var buffer = new AlignedBuffer((long)values.Length * sizeof(float));
        values.CopyTo(new Span<float>(buffer.Floats, values.Length));
        return new PositionTable(buffer, null, shape);
    }

    /// <summary>A trained table: a parameter (P, D).</summary>
    public static PositionTable Learned(Parameter parameter) => parameter.Shape.Rank == 2
        ? new PositionTable(null, parameter, parameter.Shape)
        : throw new ArgumentException($"The position table {parameter.Name} has shape {parameter.Shape}; it must be (positions, width).");

    /// <summary>The row of one position (D).</summary>
    public ReadOnlySpan<float> Row(int position)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)position, (uint)Length);
        return new ReadOnlySpan<float>(Data + ((long)position * Columns), Columns);
    }
}
