using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>y[b] = the mean of the rows of sequence b: (N, D) → (B, D). Backward: dx[row] = dy[b] / length of b.</summary>
public sealed unsafe class SequenceMeanOp : Operation
{
    private Tensor input;
    private SequenceRows rows;

    protected internal override OpWork BackwardWork => OpWork.Moving(FirstOutput.Shape.Count + input.Shape.Count);

    /// <summary>The mean of the first <c>lengths[b]</c> rows of each sequence of <paramref name="x"/>; zeros for one without rows.</summary>
    /// <param name="x">Rows (N, D), sequence after sequence.</param>
    /// <param name="offsets">The first row of each sequence and the end, B + 1 numbers from 0 to N.</param>
    /// <param name="lengths">The real rows of each sequence, B numbers; what follows them is padding.</param>
    /// <exception cref="ArgumentException">Offsets and lengths do not fit the tensor.</exception>
    public static Tensor Apply(Tensor x, Integers offsets, Integers lengths)
    {
        Check(x, offsets, lengths);
        Workspace workspace = x.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        Tensor output = workspace.Allocate(new Shape(lengths.Count, x.Columns)); // (B, D)
        var rows = new SequenceRows { Offsets = offsets.Data, Lengths = lengths.Data, Count = lengths.Count, Columns = x.Columns };
        SequenceMean.Forward(workspace.Workers, rows, x.Data, output.Data);
        if (workspace.IsRecording)
        {
            SequenceMeanOp node = workspace.Record<SequenceMeanOp>(output);
            (node.input, node.rows) = (x, rows);
        }

        workspace.Profile?.Stop(typeof(SequenceMeanOp), isBackward: false, start, OpWork.Moving(x.Shape.Count + output.Shape.Count));
        return output;
    }

    protected internal override void Backward()
    {
        if (input.RequiresGradient)
        {
            float* target = input.GradientForWrite(out bool accumulate);
            SequenceMean.Backward(input.Workspace.Workers, rows, FirstOutput.Gradient, target, accumulate);
        }
    }

    /// <summary>That offsets and lengths cut the rows of <paramref name="x"/> into sequences.</summary>
    internal static void Check(Tensor x, Integers offsets, Integers lengths)
    {
        ReadOnlySpan<int> starts = offsets.Values;
        bool isValid = starts.Length == lengths.Count + 1 && starts[0] == 0 && starts[^1] == x.Rows;
        for (int sequence = 0; sequence < lengths.Count && isValid; sequence++)
        {
            int length = lengths.Values[sequence];
            isValid = length >= 0 && length <= starts[sequence + 1] - starts[sequence];
        }

        if (!isValid)
        {
            throw new ArgumentException(
                $"{starts.Length} offsets and {lengths.Count} lengths do not cut {x.Rows} rows into sequences: offsets rise from 0 to the number of rows, one more than there are lengths.");
        }
    }
}
