namespace Heed.Models.Checkpoints;

/// <summary>
/// A tensor as a safetensors header describes it. <paramref name="Begin"/> and <paramref name="End"/> are bytes from the start of the data.
/// </summary>
public sealed record SafetensorsEntry(string Name, SafetensorsType Type, IReadOnlyList<long> Dimensions, long Begin, long End)
{
    /// <summary>How many elements there are; 1 for a scalar, which has no dimension.</summary>
    public long Count => Dimensions.Aggregate(1L, (product, dimension) => checked(product * dimension));

    /// <summary>Bytes of one element.</summary>
    public int ElementSize => Type == SafetensorsType.F32 ? 4 : 2;

    /// <summary>The shape as it is printed: <c>(512, 256)</c>.</summary>
    public string ShapeText => $"({string.Join(", ", Dimensions)})";

    /// <summary>Whether the dimensions are those of <paramref name="shape"/>.</summary>
    public bool HasShape(Tensors.Shape shape)
    {
        if (Dimensions.Count != shape.Rank)
        {
            return false;
        }

        for (int dimension = 0; dimension < shape.Rank; dimension++)
        {
            if (Dimensions[dimension] != shape[dimension])
            {
                return false;
            }
        }

        return true;
    }
}
