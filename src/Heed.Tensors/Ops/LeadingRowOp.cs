using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>
/// One trained row in front of each sequence, the same for all, as a class token is: (N, D) → (N + B, D) (Devlin et al., 2019; Dosovitskiy et
/// al., 2021). Sequence b of the result begins at row offsets[b] + b.
/// </summary>
public sealed unsafe class LeadingRowOp : Operation
{
    private Tensor input;
    private Parameter? leading;
    private SequenceRows rows;

    protected internal override OpWork BackwardWork => OpWork.Moving(2.0 * FirstOutput.Shape.Count);

    /// <summary>Puts <paramref name="leading"/> (D) in front of each sequence of <paramref name="x"/> (N, D).</summary>
    /// <param name="x">Rows, sequence after sequence.</param>
    /// <param name="leading">The row that all get.</param>
    /// <param name="offsets">The first row of each sequence in x and the end, B + 1 numbers from 0 to N.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor Apply(Tensor x, Parameter leading, Integers offsets)
    {
        Check(x, leading, offsets);
        Workspace workspace = x.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        int sequences = offsets.Count - 1;
        Tensor output = workspace.Allocate(new Shape(x.Rows + sequences, x.Columns)); // (N + B, D)
        var rows = new SequenceRows { Offsets = offsets.Data, Count = sequences, Columns = x.Columns };
        LeadingRows.Forward(workspace.Workers, rows, x.Data, leading.Data, output.Data);
        if (workspace.IsRecording)
        {
            LeadingRowOp node = workspace.Record<LeadingRowOp>(output);
            (node.input, node.leading, node.rows) = (x, leading, rows);
        }

        workspace.Profile?.Stop(typeof(LeadingRowOp), isBackward: false, start, OpWork.Moving(2.0 * output.Shape.Count));
        return output;
    }

    protected internal override void Backward()
    {
        Memory.WorkerPool workers = FirstOutput.Workspace.Workers;
        LeadingRows.AddLeadingGradient(workers, rows, FirstOutput.Gradient, leading!.Gradient);
        if (input.RequiresGradient)
        {
            float* target = input.GradientForWrite(out bool accumulate);
            LeadingRows.Backward(workers, rows, FirstOutput.Gradient, target, accumulate);
        }
    }

    private static void Check(Tensor x, Parameter leading, Integers offsets)
    {
        ReadOnlySpan<int> starts = offsets.Values;
        bool isValid = leading.Shape.Count == x.Columns && starts.Length > 0 && starts[0] == 0 && starts[^1] == x.Rows;
        for (int index = 1; index < starts.Length && isValid; index++)
        {
            isValid = starts[index] >= starts[index - 1];
        }

        if (!isValid)
        {
            throw new ArgumentException(
                $"The row {leading.Name} of shape {leading.Shape} cannot lead the sequences of a tensor of shape {x.Shape}: it must be as wide, and the {starts.Length} offsets must rise from 0 to the number of rows.");
        }
    }
}
