using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Cpu.Products;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Ops;

/// <summary>
/// Output projection, log-softmax and label-smoothed cross-entropy as one op: hidden (N, D), weight (V, D), bias (V), targets (N) → the loss.
/// It works block of rows by block of rows, forward and backward together, so the (N, V) logits never exist: a block's logits turn into
/// their gradient in place, which goes into the gradients of hidden and weight at once.
/// </summary>
public sealed unsafe class CrossEntropyOp : Operation
{
    // Rows of logits at a time: enough for the weight gradient's product to amortise its pass over (V, D), few enough to stay in the outer cache.
    private const int BlockRows = 256;

    // The output projection packed for both products of a step: once, not once a block.
    [ThreadStatic]
    private static PackedMatrix? forwardWeight;
    [ThreadStatic]
    private static PackedMatrix? backwardWeight;

    /// <summary>The loss of every row of <paramref name="hidden"/> against its target; a negative target does not count.</summary>
    /// <remarks>Gradients are computed here, for a loss whose own gradient is 1, and flow on when the tape is run back.</remarks>
    /// <exception cref="ArgumentException">The shapes do not fit, or a target is not in the vocabulary.</exception>
    public static CrossEntropyResult Apply(Tensor hidden, Parameter weight, Parameter? bias, Integers targets, in LossOptions options)
    {
        Check(hidden, weight, bias, targets);
        Workspace workspace = hidden.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        Tensor loss = workspace.Allocate(new Shape(1));
        var projection = new Projection(workspace, hidden, weight, bias);
        var losses = (CrossEntropy.RowLoss*)workspace.AllocateFloats((long)BlockRows * sizeof(CrossEntropy.RowLoss) / sizeof(float));
        float* logits = workspace.AllocateFloats((long)Math.Min(BlockRows, hidden.Rows) * weight.Shape.Rows); // (R, V)
        float gradientScale = workspace.IsRecording ? options.Scale : 0;
        (double smoothed, double likelihood, int count, int correct) = (0, 0, 0, 0);
        for (int first = 0; first < hidden.Rows; first += BlockRows)
        {
            int rows = Math.Min(BlockRows, hidden.Rows - first);
            projection.Logits(first, rows, logits);
            CrossEntropy.Rows(workspace.Workers, logits, rows, weight.Shape.Rows, targets.Data + first, options.LabelSmoothing, gradientScale, losses);
            if (workspace.IsRecording)
            {
                projection.AddGradients(first, rows, logits);
            }

            for (int row = 0; row < rows; row++)
            {
                smoothed += losses[row].Smoothed;
                likelihood += losses[row].NegativeLogLikelihood;
                count += targets.Data[first + row] < 0 ? 0 : 1;
                correct += losses[row].IsCorrect ? 1 : 0;
            }
        }

        loss.Data[0] = (float)(smoothed * options.Scale);
        if (workspace.IsRecording)
        {
            workspace.Record<CrossEntropyOp>(loss);
        }

        workspace.Profile?.Stop(nameof(CrossEntropyOp), isBackward: false, start);
        return new CrossEntropyResult(loss, smoothed, likelihood, count, correct);
    }

    protected internal override void Backward()
    {
        if (*FirstOutput.Gradient != 1)
        {
            throw new InvalidOperationException("A cross-entropy is where a backward pass starts: scale it through its options.");
        }
    }

    private static void Check(Tensor hidden, Parameter weight, Parameter? bias, Integers targets)
    {
        if (weight.Shape.Rank != 2 || weight.Shape.Columns != hidden.Columns || (bias is not null && bias.Shape.Count != weight.Shape[0]) || targets.Count != hidden.Rows)
        {
            throw new ArgumentException(
                $"A cross-entropy over weight {weight.Shape} and bias {bias?.Shape} does not take hidden states of shape {hidden.Shape} and {targets.Count} targets.");
        }

        foreach (int target in targets.Values)
        {
            if (target >= weight.Shape[0])
            {
                throw new ArgumentException($"The target {target} is not in a vocabulary of {weight.Shape[0]}.");
            }
        }
    }

    /// <summary>The output projection's three products for a block of rows.</summary>
    private readonly struct Projection
    {
        private readonly WorkerPool workers;
        private readonly Tensor hidden;
        private readonly Parameter weight;
        private readonly Parameter? bias;
        private readonly float* hiddenGradient;
        private readonly bool accumulates;

        public Projection(Workspace workspace, Tensor hidden, Parameter weight, Parameter? bias)
        {
            (workers, this.hidden, this.weight, this.bias) = (workspace.Workers, hidden, weight, bias);
            (int vocabulary, int width) = (weight.Shape[0], weight.Shape[1]);
            forwardWeight ??= new PackedMatrix();
            forwardWeight.Pack(workers, new MatrixOperand(weight.Data, width, transposed: true), width, vocabulary);
            if (hidden.RequiresGradient)
            {
                backwardWeight ??= new PackedMatrix();
                backwardWeight.Pack(workers, new MatrixOperand(weight.Data, width), vocabulary, width);
                hiddenGradient = hidden.GradientForWrite(out accumulates);
            }
        }

        /// <summary>logits (R, V) = hidden[first …]·Wᵀ + b.</summary>
        public void Logits(int first, int rows, float* logits)
        {
            var epilogue = new BiasEpilogue<IdentityFunction>(bias is null ? null : bias.Data, weight.Shape[0], DropoutMask.Off);
            MatrixProduct.Multiply(workers, Hidden(first), forwardWeight!, logits, weight.Shape[0], rows, accumulate: false, epilogue);
        }

        /// <summary>dhidden = g·W, dW += gᵀ·hidden, db += Σ g, with g (R, V) the logits' gradient.</summary>
        public void AddGradients(int first, int rows, float* gradient)
        {
            (int vocabulary, int width) = (weight.Shape[0], weight.Shape[1]);
            var transposed = new MatrixOperand(gradient, vocabulary, transposed: true);
            MatrixProduct.Multiply(workers, transposed, Hidden(first), weight.Gradient, width, vocabulary, width, rows, accumulate: true);
            if (bias is not null)
            {
                ColumnSum.Add(workers, gradient, rows, vocabulary, bias.Gradient);
            }

            if (hiddenGradient is not null)
            {
                float* target = hiddenGradient + ((long)first * width);
                MatrixProduct.Multiply(workers, new MatrixOperand(gradient, vocabulary), backwardWeight!, target, width, rows, accumulates, default(NoEpilogue));
            }
        }

        private MatrixOperand Hidden(int first) => new(hidden.Data + ((long)first * hidden.Columns), hidden.Columns);
    }
}
