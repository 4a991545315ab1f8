using Heed.Tensors;

namespace Heed.Nn.Positions;

/// <summary>
/// r_d = sin(d / base^(2i/D)), cos(the same), for distances d = i − j to both sides; more are computed when a longer sequence asks for them. Safe to use from many threads.
/// </summary>
internal sealed class RelativeSinusoids(int width, double longest)
{
    private readonly Lock gate = new();
    private float[] values = [];
    private int reach;

    /// <summary>For how many positions rows have been computed.</summary>
    public int Reach => Volatile.Read(ref reach);

    /// <summary>The rows of all distances from a query to a key in sequences of <paramref name="length"/>, (2L − 1, D): the last row is for the key farthest ahead.</summary>
    public Tensor Rows(Workspace workspace, int length)
    {
        lock (gate)
        {
            if (length > reach)
            {
                Compute(Math.Max(length, Math.Max(64, reach * 2)));
            }

            var shape = new Shape((2 * length) - 1, width);
            return workspace.From(values.AsSpan((reach - length) * width, (int)shape.Count), shape);
        }
    }

    private void Compute(int length)
    {
        (reach, values) = (length, new float[((2 * length) - 1) * width]);
        for (int row = 0; row < (2 * length) - 1; row++)
        {
            for (int column = 0; column < width; column++)
            {
                double angle = (length - 1 - row) / Math.Pow(longest, column / 2 * 2 / (double)width);
                values[(row * width) + column] = (float)(column % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
            }
        }
    }
}
