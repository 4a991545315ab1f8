using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>y[b] = the largest of the rows of sequence b, column by column: (N, D) → (B, D). Backward: dy goes to the row that was the largest, the first of equals.</summary>
public sealed unsafe class SequenceMaxOp : Operation
{
    private Tensor input;
    private SequenceRows rows;
    private float* places;

    protected internal override OpWork BackwardWork => OpWork.Moving(FirstOutput.Shape.Count + input.Shape.Count);

    /// <summary>The largest of the first <c>lengths[b]</c> rows of each sequence of <paramref name="x"/>; zeros for one without rows.</summary>
    /// <param name="x">Rows (N, D), sequence after sequence.</param>
    /// <param name="offsets">The first row of each sequence and the end, B + 1 numbers from 0 to N.</param>
    /// <param name="lengths">The real rows of each sequence, B numbers; what follows them is padding.</param>
    /// <exception cref="ArgumentException">Offsets and lengths do not fit the tensor.</exception>
    public static Tensor Apply(Tensor x, Integers offsets, Integers lengths)
    {
        SequenceMeanOp.Check(x, offsets, lengths);
        Workspace workspace = x.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        Tensor output = workspace.Allocate(new Shape(lengths.Count, x.Columns)); // (B, D)
        var rows = new SequenceRows { Offsets = offsets.Data, Lengths = lengths.Data, Count = lengths.Count, Columns = x.Columns };
        float* places = workspace.AllocateFloats(output.Shape.Count);
        SequenceMax.Forward(workspace.Workers, rows, x.Data, output.Data, places);
        if (workspace.IsRecording)
        {
            SequenceMaxOp node = workspace.Record<SequenceMaxOp>(output);
            (node.input, node.rows) = (x, rows);
            node.places = places;
        }

        workspace.Profile?.Stop(typeof(SequenceMaxOp), isBackward: false, start, OpWork.Moving(x.Shape.Count + output.Shape.Count));
        return output;
    }

    protected internal override void Backward()
    {
        if (input.RequiresGradient)
        {
            float* target = input.GradientForWrite(out bool accumulate);
            SequenceMax.Backward(input.Workspace.Workers, rows, places, FirstOutput.Gradient, target, accumulate);
        }
    }
}
