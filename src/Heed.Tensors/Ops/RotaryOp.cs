using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>
/// Rotary positions (Su et al., 2021): in every head of a row at position p, the pair i of numbers is turned by the angle p · θᵢ, so that products
/// of queries and keys depend on their distance alone. (N, C) → (N, H·K), the first H·K columns turned.
/// </summary>
public sealed unsafe class RotaryOp : Operation
{
    private Tensor input;
    private PositionTable? angles;
    private Integers places;
    private RotaryOptions options;

    protected internal override OpWork BackwardWork => OpWork.Moving(3.0 * FirstOutput.Shape.Count);

    /// <summary>Turns the first columns of <paramref name="x"/>, as many as there are heads, times their width.</summary>
    /// <param name="x">Rows of heads side by side, and possibly more behind them.</param>
    /// <param name="angles">For each position K/2 cosines, then K/2 sines: (P, K).</param>
    /// <param name="places">The position of each row (N).</param>
    /// <param name="options">Heads and pairs.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a position lies outside the table.</exception>
    public static Tensor Apply(Tensor x, PositionTable angles, Integers places, in RotaryOptions options)
    {
        Check(x, angles, places, options);
        Workspace workspace = x.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        Tensor output = workspace.Allocate(new Shape(x.Rows, options.Heads * options.HeadWidth)); // (N, H·K)
        Rotary.Run(workspace.Workers, new RotaryArrays
        {
            Source = x.Data,
            SourceStride = x.Columns,
            Target = output.Data,
            TargetStride = output.Columns,
            Angles = angles.Data,
            Places = places.Data,
            Rows = x.Rows,
            Heads = options.Heads,
            HeadWidth = options.HeadWidth,
            Interleaved = options.Interleaved,
        });
        if (workspace.IsRecording)
        {
            RotaryOp node = workspace.Record<RotaryOp>(output);
            (node.input, node.angles, node.places, node.options) = (x, angles, places, options);
        }

        workspace.Profile?.Stop(typeof(RotaryOp), isBackward: false, start, OpWork.Moving(2.0 * output.Shape.Count));
        return output;
    }

    protected internal override void Backward()
    {
        if (!input.RequiresGradient)
        {
            return;
        }

        float* target = input.GradientForWrite(out bool accumulate);
        if (!accumulate && input.Columns != FirstOutput.Columns)
        {
            // What lies behind the heads gets its gradient from others, who add.
            input.Gradients.Clear();
        }

        Rotary.Run(FirstOutput.Workspace.Workers, new RotaryArrays
        {
            Source = FirstOutput.Gradient,
            SourceStride = FirstOutput.Columns,
            Target = target,
            TargetStride = input.Columns,
            Angles = angles!.Data,
            Places = places.Data,
            Rows = input.Rows,
            Heads = options.Heads,
            HeadWidth = options.HeadWidth,
            Interleaved = options.Interleaved,
            Backward = true,
            Accumulate = accumulate,
        });
    }

    private static void Check(Tensor x, PositionTable angles, Integers places, in RotaryOptions options)
    {
        int width = options.Heads * options.HeadWidth;
        if (options.HeadWidth % 2 != 0 || width > x.Columns || angles.Columns != options.HeadWidth || places.Count != x.Rows)
        {
            throw new ArgumentException(
                $"Rows of shape {x.Shape} at {places.Count} positions cannot be turned as {options.Heads} heads {options.HeadWidth} wide with angles {angles.Columns} wide: "
                + "heads have an even width, the width of the angles, and fit the row, and each row has a position.");
        }

        foreach (int place in places.Values)
        {
            if ((uint)place >= (uint)angles.Length)
            {
                throw new ArgumentException($"The position {place} is outside the {angles.Length} positions that have angles.");
            }
        }
    }
}

/// <summary>H heads, K wide each (even); <paramref name="Interleaved"/> pairs (2i, 2i + 1) as in the paper, otherwise (i, i + K/2) as in most weights.</summary>
public readonly record struct RotaryOptions(int Heads, int HeadWidth, bool Interleaved = false);
