using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Positions;

/// <summary>A computed row for each position; more rows are computed when a longer sequence asks for them. Safe to use from many threads.</summary>
internal sealed class GrowingTable(int width, Func<int, int, float> element) : IPositionTable
{
    private readonly Lock gate = new();
    private PositionTable rows = PositionTable.Constant([], new Shape(0, width));

    public PositionTable Rows(int length)
    {
        lock (gate)
        {
            if (length > rows.Length)
            {
                rows = Compute(Math.Max(length, Math.Max(64, rows.Length * 2)));
            }

            return rows;
        }
    }

    private PositionTable Compute(int length)
    {
        var values = new float[length * width];
        for (int position = 0; position < length; position++)
        {
            for (int column = 0; column < width; column++)
            {
                values[(position * width) + column] = element(position, column);
            }
        }

        return PositionTable.Constant(values, new Shape(length, width));
    }
}
