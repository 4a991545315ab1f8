using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Positions;

/// <summary>PE(p, 2i) = sin(p / 10000^(2i/D)), PE(p, 2i + 1) = cos(the same) (Vaswani et al., 2017, §3.5). Computed, not trained; grows on need.</summary>
public sealed record SinusoidalPosition : PositionOptions
{
    /// <summary>The longest wavelength is 2π times this.</summary>
    public float Base { get; init; } = 10000;

    public override IPositionTable BuildTable(ParameterStore store, string name, int width, int maximumLength) => new Table(width, Base);

    private sealed class Table(int width, double wavelengthBase) : IPositionTable
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
            var values = new float[length * width]; // (length, D)
            for (int position = 0; position < length; position++)
            {
                for (int column = 0; column < width; column++)
                {
                    double angle = position / Math.Pow(wavelengthBase, column / 2 * 2 / (double)width);
                    values[(position * width) + column] = (float)(column % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
                }
            }

            return PositionTable.Constant(values, new Shape(length, width));
        }
    }
}
