using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>y = dropout(table[id] · scale + positions[place]) for each of N ids (Vaswani et al., 2017, §3.4 and §3.5).</summary>
public sealed unsafe class EmbeddingOp : Operation
{
    private Parameter? table;
    private PositionTable? positions;
    private EmbeddingRows rows;

    protected internal override OpWork BackwardWork => OpWork.Moving((positions is null ? 3.0 : 5.0) * FirstOutput.Shape.Count);

    /// <summary>Looks up <paramref name="ids"/> (N) in <paramref name="table"/> (V, D): → (N, D).</summary>
    /// <param name="workspace">Where the result lives.</param>
    /// <param name="table">The embeddings.</param>
    /// <param name="ids">Rows of the table.</param>
    /// <param name="scale">Multiplies the embedding, not the position; √D in the paper.</param>
    /// <param name="dropout">Probability of dropping an element of the sum.</param>
    /// <param name="positions">Rows to add, or null.</param>
    /// <param name="places">Rows of <paramref name="positions"/>, one for each id; not looked at without it.</param>
    /// <exception cref="ArgumentException">An id or a place lies outside its table, or the shapes do not fit.</exception>
    public static Tensor Apply(
        Workspace workspace, Parameter table, Integers ids, float scale, float dropout = 0, PositionTable? positions = null, Integers places = default)
    {
        Check(table, ids, positions, places);
        long start = workspace.Profile?.Start() ?? 0;
        Tensor output = workspace.Allocate(new Shape(ids.Count, table.Shape.Columns)); // (N, D)
        var rows = new EmbeddingRows
        {
            Ids = ids.Data,
            Places = positions is null ? null : places.Data,
            Rows = ids.Count,
            Columns = table.Shape.Columns,
            Scale = scale,
            Dropout = workspace.NextDropout(dropout),
        };
        Embedding.Forward(workspace.Workers, rows, table.Data, positions is null ? null : positions.Data, output.Data);
        if (workspace.IsRecording)
        {
            EmbeddingOp node = workspace.Record<EmbeddingOp>(output);
            (node.table, node.positions, node.rows) = (table, positions, rows);
        }

        workspace.Profile?.Stop(typeof(EmbeddingOp), isBackward: false, start, OpWork.Moving((positions is null ? 2.0 : 3.0) * output.Shape.Count));
        return output;
    }

    protected internal override void Backward() => Embedding.Backward(
        FirstOutput.Workspace.Workers, rows, FirstOutput.Gradient, table!.Gradient, positions is null ? null : positions.Gradient);

    /// <summary>That every number is a row of <paramref name="where"/>, which has <paramref name="end"/>.</summary>
    internal static void CheckRange(ReadOnlySpan<int> values, int end, string what, string where)
    {
        for (int index = 0; index < values.Length; index++)
        {
            if ((uint)values[index] >= (uint)end)
            {
                throw new ArgumentException($"The {what} {values[index]} of row {index} is outside {where}, which has {end} rows.");
            }
        }
    }

    private static void Check(Parameter table, Integers ids, PositionTable? positions, Integers places)
    {
        if (table.Shape.Rank != 2)
        {
            throw new ArgumentException($"The embedding table {table.Name} has shape {table.Shape}; it must be (vocabulary, width).");
        }

        CheckRange(ids.Values, table.Shape[0], "id", table.Name);
        if (positions is null)
        {
            return;
        }

        if (places.Count != ids.Count || positions.Columns != table.Shape.Columns)
        {
            throw new ArgumentException(
                $"{ids.Count} ids of width {table.Shape.Columns} cannot take {places.Count} positions of width {positions.Columns}: give one position for each id, of the same width.");
        }

        CheckRange(places.Values, positions.Length, "position", "the position table");
    }
}
