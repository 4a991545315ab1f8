using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>
/// y = dropout(x + positions[place]): positions on rows that are not looked up in a table, as patches of an image or frames of sound are
/// (Dosovitskiy et al., 2021, equation 1).
/// </summary>
public sealed unsafe class PositionOp : Operation
{
    private Tensor input;
    private PositionTable? positions;
    private EmbeddingRows rows;

    protected internal override OpWork BackwardWork => OpWork.Moving(4.0 * FirstOutput.Shape.Count);

    /// <summary>Adds to row i of <paramref name="x"/> (N, D) the row <c>places[i]</c> of <paramref name="positions"/> (P, D): → (N, D).</summary>
    /// <exception cref="ArgumentException">A place lies outside the table, or the shapes do not fit.</exception>
    public static Tensor Apply(Tensor x, PositionTable positions, Integers places, float dropout = 0)
    {
        if (places.Count != x.Rows || positions.Columns != x.Columns)
        {
            throw new ArgumentException(
                $"A tensor of shape {x.Shape} cannot take {places.Count} positions of width {positions.Columns}: give one position for each row, of the same width.");
        }

        EmbeddingOp.CheckRange(places.Values, positions.Length, "position", "the position table");
        Workspace workspace = x.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        Tensor output = workspace.Allocate(x.Shape); // (N, D)
        var placed = new EmbeddingRows
        {
            Ids = EachRow(workspace, x.Rows),
            Places = places.Data,
            Rows = x.Rows,
            Columns = x.Columns,
            Scale = 1,
            Dropout = workspace.NextDropout(dropout),
        };
        Embedding.Forward(workspace.Workers, placed, x.Data, positions.Data, output.Data);
        if (workspace.IsRecording)
        {
            PositionOp node = workspace.Record<PositionOp>(output);
            (node.input, node.positions, node.rows) = (x, positions, placed);
        }

        workspace.Profile?.Stop(typeof(PositionOp), isBackward: false, start, OpWork.Moving(3.0 * x.Shape.Count));
        return output;
    }

    protected internal override void Backward()
    {
        float* target = null;
        if (input.RequiresGradient)
        {
            target = input.GradientForWrite(out bool accumulate);
            if (!accumulate)
            {
                input.Gradients.Clear();
            }
        }

        Embedding.Backward(FirstOutput.Workspace.Workers, rows, FirstOutput.Gradient, target, positions!.Gradient);
    }

    private static int* EachRow(Workspace workspace, int count)
    {
        int* rows = workspace.AllocateInts(count);
        for (int row = 0; row < count; row++)
        {
            rows[row] = row;
        }

        return rows;
    }
}
