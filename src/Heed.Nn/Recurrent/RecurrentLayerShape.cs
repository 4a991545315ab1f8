using Heed.Tensors;

namespace Heed.Nn.Recurrent;

/// <summary>One direction of one layer: the path of its stack, what is put behind its parameters' names (<c>l0</c>, <c>l0_reverse</c>), I and H.</summary>
public readonly record struct RecurrentLayerShape(string Path, string Suffix, int Inputs, int Width)
{
    /// <summary>Declares <c>path.part_suffix</c>, a matrix of one block of H rows for each gate, every block initialised as the square or wide matrix that it is.</summary>
    public Parameter Weight(ParameterStore store, string part, int gates, int columns)
    {
        int size = Width * columns;
        ParameterInitializer block = Initializers.XavierUniform(columns, Width);
        return store.Add(Name(part), new Shape(gates * Width, columns), (values, seed) =>
        {
            for (int gate = 0; gate < gates; gate++)
            {
                block(values.Slice(gate * size, size), seed + (ulong)gate);
            }
        });
    }

    /// <summary>Declares <c>path.part_suffix</c>, a vector.</summary>
    public Parameter Vector(ParameterStore store, string part, int count, ParameterInitializer initializer) =>
        store.Add(Name(part), new Shape(count), initializer);

    private string Name(string part) => $"{Path}.{part}_{Suffix}";
}
