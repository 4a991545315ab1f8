using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>
/// Output projection, log-softmax and label-smoothed cross-entropy as one op (Szegedy et al., 2016): with log p = log-softmax(h·Wᵀ + b),
/// loss = scale · Σ over rows of −(1 − ε) log p[target] − ε · mean over V of log p. The (N, V) logits are never stored: gradients are
/// computed with the loss, block of rows by block of rows.
/// </summary>
public sealed unsafe class CrossEntropyOp : Operation
{
    // All of it is done with the loss.
    protected internal override OpWork BackwardWork => default;

    /// <summary>
    /// The loss of <paramref name="hidden"/> (N, D) projected with <paramref name="weight"/> (V, D) and <paramref name="bias"/> (V), which may be null,
    /// against <paramref name="targets"/> (N), of which negative ones count for nothing.
    /// </summary>
    /// <remarks>
    /// When the step records, the gradients of hidden, weight and bias are there as soon as this returns. So the loss has to be
    /// what <see cref="Workspace.Backward"/> starts from, with a gradient of 1: scale it by <see cref="LossOptions.Scale"/>.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not fit, a target lies outside the vocabulary, or the smoothing outside [0, 1).</exception>
    public static CrossEntropyResult Apply(Tensor hidden, Parameter weight, Parameter? bias, Integers targets, in LossOptions options)
    {
        Check(hidden, weight, bias, targets, options);
        Workspace workspace = hidden.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        (int rows, int vocabulary) = (hidden.Rows, weight.Shape[0]);
        var losses = (RowLoss*)workspace.AllocateFloats((long)rows * sizeof(RowLoss) / sizeof(float));
        bool isRecording = workspace.IsRecording;
        bool adds = false;
        float* hiddenGradient = isRecording && hidden.RequiresGradient ? hidden.GradientForWrite(out adds) : null;
        CrossEntropy.Run(workspace.Workers, new CrossEntropyArrays
        {
            Hidden = hidden.Data,
            Weight = weight.Data,
            Bias = bias is null ? null : bias.Data,
            Targets = targets.Data,
            Logits = workspace.AllocateFloats((long)Math.Min(rows, CrossEntropy.RowsPerBlock) * vocabulary),
            RowsPerBlock = CrossEntropy.RowsPerBlock,
            Losses = losses,
            HiddenGradient = hiddenGradient,
            AddsToHidden = adds,
            WeightGradient = isRecording ? weight.Gradient : null,
            BiasGradient = isRecording && bias is not null ? bias.Gradient : null,
            Rows = rows,
            Width = hidden.Columns,
            Vocabulary = vocabulary,
            Smoothing = options.LabelSmoothing,
            Scale = options.Scale,
        });
        CrossEntropyResult result = Sum(workspace, losses, targets.Values, options.Scale);
        workspace.Profile?.Stop(typeof(CrossEntropyOp), isBackward: false, start, Work(hidden, weight, products: isRecording ? 3 : 1));
        return result;
    }

    protected internal override void Backward()
    {
        if (FirstOutput.Gradient[0] != 1)
        {
            throw new InvalidOperationException(
                $"A cross-entropy's gradients are computed with its loss, for a gradient of 1; it got {FirstOutput.Gradient[0]}. Set LossOptions.Scale instead.");
        }
    }

    // In double and in the order of the rows.
    private static CrossEntropyResult Sum(Workspace workspace, RowLoss* losses, ReadOnlySpan<int> targets, float scale)
    {
        double smoothed = 0;
        double negative = 0;
        int count = 0;
        int correct = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            if (targets[row] >= 0)
            {
                smoothed += losses[row].Smoothed;
                negative += losses[row].NegativeLogLikelihood;
                correct += losses[row].IsCorrect ? 1 : 0;
                count++;
            }
        }

        Tensor loss = workspace.From([(float)(smoothed * scale)], new Shape(1), requiresGradient: true);
        if (workspace.IsRecording)
        {
            workspace.Record<CrossEntropyOp>(loss);
        }

        return new CrossEntropyResult(loss, smoothed, negative, count, correct);
    }

    private static OpWork Work(Tensor hidden, Parameter weight, int products)
    {
        (double rows, double width, double vocabulary) = (hidden.Rows, hidden.Columns, weight.Shape[0]);
        return new(2 * products * rows * width * vocabulary, sizeof(float) * products * width * (rows + vocabulary));
    }

    private static void Check(Tensor hidden, Parameter weight, Parameter? bias, Integers targets, in LossOptions options)
    {
        if (weight.Shape.Rank != 2 || weight.Shape.Columns != hidden.Columns || (bias is not null && bias.Shape.Count != weight.Shape[0]))
        {
            throw new ArgumentException($"An output projection with weight {weight.Shape} and bias {bias?.Shape} does not take hidden states of shape {hidden.Shape}.");
        }

        if (targets.Count != hidden.Rows)
        {
            throw new ArgumentException($"{hidden.Rows} hidden states need as many targets, not {targets.Count}.");
        }

        if (!(options.LabelSmoothing is >= 0 and < 1))
        {
            throw new ArgumentException($"Label smoothing lies in [0, 1), not at {options.LabelSmoothing}.");
        }

        ReadOnlySpan<int> values = targets.Values;
        for (int row = 0; row < values.Length; row++)
        {
            if (values[row] >= weight.Shape[0])
            {
                throw new ArgumentException($"The target {values[row]} of row {row} is outside the vocabulary of {weight.Shape[0]}.");
            }
        }
    }
}
