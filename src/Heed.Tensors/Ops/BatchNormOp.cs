using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>
/// y = γ ⊙ (x − μ) / √(σ² + ε) + β with the mean and the variance of each column over the rows of the batch (Ioffe and Szegedy, 2015). In training these also move the
/// running statistics, running ← (1 − m) · running + m · batch, the variance with Bessel's correction; outside training the running ones stand for the batch's.
/// </summary>
public sealed unsafe class BatchNormOp : Operation
{
    private Tensor input;
    private BatchNormParameters norm;
    private Integers real;
    private float* statistics;
    private int count;

    protected internal override OpWork BackwardWork => OpWork.Moving(5.0 * input.Shape.Count);

    /// <summary>
    /// Normalises the columns of <paramref name="x"/> (N, D). Rows that are padding, 0 in <paramref name="real"/> (N), are normalised but do not count; without it all do.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor Apply(Tensor x, in BatchNormParameters norm, Integers real = default)
    {
        Check(x, norm, real);
        Workspace workspace = x.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        Tensor output = workspace.Allocate(x.Shape);
        float* statistics = workspace.AllocateFloats(2L * x.Columns);
        int count = workspace.IsTraining ? TakeStatistics(x, norm, real, statistics) : 0;
        if (count == 0)
        {
            norm.RunningMean.Values.CopyTo(new Span<float>(statistics, x.Columns));
            norm.RunningVariance.Values.CopyTo(new Span<float>(statistics + x.Columns, x.Columns));
        }

        for (int column = x.Columns; column < 2 * x.Columns; column++)
        {
            statistics[column] = 1 / MathF.Sqrt(statistics[column] + norm.Epsilon);
        }

        BatchNorm.Forward(workspace.Workers, Describe(x, norm, real, statistics), output.Data);
        if (workspace.IsRecording)
        {
            BatchNormOp node = workspace.Record<BatchNormOp>(output);
            (node.input, node.norm, node.real, node.count) = (x, norm, real, count);
            node.statistics = statistics;
        }

        workspace.Profile?.Stop(typeof(BatchNormOp), isBackward: false, start, OpWork.Moving((count > 0 ? 4.0 : 2.0) * x.Shape.Count));
        return output;
    }

    protected internal override void Backward()
    {
        // The first gradient of x is computed where that of y lies, and changes hands.
        bool gives = input.RequiresGradient && !input.HasGradient;
        bool adds = false;
        float* target = gives ? FirstOutput.Gradient : input.RequiresGradient ? input.GradientForWrite(out adds) : null;
        var gradients = new BatchNormGradients
        {
            Output = FirstOutput.Gradient,
            Input = target,
            Accumulate = adds,
            Gain = norm.Gain.Gradient,
            Shift = norm.Shift.Gradient,
        };
        BatchNorm.Backward(FirstOutput.Workspace.Workers, Describe(input, norm, real, statistics), count, gradients);
        if (gives)
        {
            input.TryTakeGradient(FirstOutput);
        }
    }

    // Mean and variance of the batch, which move the running ones; returns how many rows counted.
    private static int TakeStatistics(Tensor x, in BatchNormParameters norm, Integers real, float* statistics)
    {
        int columns = x.Columns;
        int count = BatchNorm.Statistics(x.Workspace.Workers, Describe(x, norm, real, statistics), statistics, statistics + columns);
        Span<float> means = norm.RunningMean.Values;
        Span<float> variances = norm.RunningVariance.Values;
        float correction = count > 1 ? (float)count / (count - 1) : 1;
        for (int column = 0; column < columns && count > 0; column++)
        {
            means[column] += norm.Momentum * (statistics[column] - means[column]);
            variances[column] += norm.Momentum * ((statistics[columns + column] * correction) - variances[column]);
        }

        return count;
    }

    private static BatchNormArrays Describe(Tensor x, in BatchNormParameters norm, Integers real, float* statistics) => new()
    {
        Input = x.Data,
        Gain = norm.Gain.Data,
        Shift = norm.Shift.Data,
        Mean = statistics,
        Reciprocal = statistics + x.Columns,
        Real = real.Count == 0 ? null : real.Data,
        Rows = x.Rows,
        Columns = x.Columns,
    };

    private static void Check(Tensor x, in BatchNormParameters norm, Integers real)
    {
        foreach (Parameter parameter in (ReadOnlySpan<Parameter>)[norm.Gain, norm.Shift, norm.RunningMean, norm.RunningVariance])
        {
            if (parameter.Shape.Count != x.Columns)
            {
                throw new ArgumentException($"Rows of shape {x.Shape} cannot be normalised with {parameter.Name} {parameter.Shape}: it needs {x.Columns} elements.");
            }
        }

        if (real.Count != 0 && real.Count != x.Rows)
        {
            throw new ArgumentException($"{real.Count} marks cannot say which of {x.Rows} rows are real: give one for each row.");
        }
    }
}
