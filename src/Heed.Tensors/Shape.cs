namespace Heed.Tensors;

/// <summary>One to four dimensions, row-major. <see cref="Rows"/> × <see cref="Columns"/> is the matrix that position-wise ops see.</summary>
public readonly record struct Shape
{
    private readonly int first;
    private readonly int second;
    private readonly int third;
    private readonly int fourth;

    public Shape(int first)
        : this(1, first, 1, 1, 1)
    {
    }

    public Shape(int first, int second)
        : this(2, first, second, 1, 1)
    {
    }

    public Shape(int first, int second, int third)
        : this(3, first, second, third, 1)
    {
    }

    public Shape(int first, int second, int third, int fourth)
        : this(4, first, second, third, fourth)
    {
    }

    private Shape(int rank, int first, int second, int third, int fourth)
    {
        if (first < 0 || second < 0 || third < 0 || fourth < 0)
        {
            throw new ArgumentException($"A dimension of ({first}, {second}, {third}, {fourth}) is negative.");
        }

        (Rank, this.first, this.second, this.third, this.fourth) = (rank, first, second, third, fourth);
    }

    /// <summary>How many dimensions there are, 1 to 4.</summary>
    public int Rank { get; }

    /// <summary>How many elements there are.</summary>
    public long Count => (long)first * second * third * fourth;

    /// <summary>The size of the last dimension.</summary>
    public int Columns => this[Rank - 1];

    /// <summary>The product of all dimensions but the last.</summary>
    public int Rows => Columns == 0 ? 0 : (int)(Count / Columns);

    /// <summary>The size of one dimension.</summary>
    public int this[int dimension] => dimension switch
    {
        0 when Rank > 0 => first,
        1 when Rank > 1 => second,
        2 when Rank > 2 => third,
        3 when Rank > 3 => fourth,
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), $"Dimension {dimension} of the shape {this} does not exist."),
    };

    /// <summary>The shape of the given dimensions, one to four.</summary>
    public static Shape Of(ReadOnlySpan<int> dimensions) => dimensions.Length switch
    {
        1 => new Shape(dimensions[0]),
        2 => new Shape(dimensions[0], dimensions[1]),
        3 => new Shape(dimensions[0], dimensions[1], dimensions[2]),
        4 => new Shape(dimensions[0], dimensions[1], dimensions[2], dimensions[3]),
        _ => throw new ArgumentException($"A shape has one to four dimensions, not {dimensions.Length}."),
    };

    public override string ToString() => Rank switch
    {
        1 => $"({first})",
        2 => $"({first}, {second})",
        3 => $"({first}, {second}, {third})",
        _ => $"({first}, {second}, {third}, {fourth})",
    };
}
