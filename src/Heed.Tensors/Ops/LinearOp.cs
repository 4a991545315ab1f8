using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Cpu.Products;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Ops;

/// <summary>
/// y = dropout(f(x·Wᵀ + b)): x (N, I), weight (O, I), bias (O) → y (N, O). Backward with g the gradient of x·Wᵀ + b:
/// dx = g·W, dW += gᵀ·x, db += Σ rows of g.
/// </summary>
public sealed unsafe class LinearOp : Operation
{
    private Tensor input;
    private Tensor saved;
    private Parameter? weight;
    private Parameter? bias;
    private Activation activation;
    private DropoutMask dropout;

    // dW = gᵀ·x, and dx = g·W unless nobody wants it.
    protected internal override OpWork BackwardWork =>
        Work(input, weight!) is var product && input.RequiresGradient ? product + product : product;

    /// <summary>Applies the layer; <paramref name="dropout"/> is the probability of dropping an element of the result in training.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor Apply(Tensor x, Parameter weight, Parameter? bias, Activation activation = Activation.None, float dropout = 0)
    {
        Check(x, weight, bias);
        Workspace workspace = x.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        DropoutMask mask = workspace.NextDropout(dropout);
        Tensor output = workspace.Allocate(new Shape(x.Rows, weight.Shape[0])); // (N, O)

        // What the backward pass reads: the output of ReLU, the input of GELU and SiLU, nothing if there is no activation.
        bool keepsInput = workspace.IsRecording && activation != Activation.None && !Activations.UsesOutput(activation);
        Tensor saved = keepsInput ? workspace.Allocate(output.Shape) : output;

        // The layer's result goes to `output`; x·Wᵀ + b goes to `saved`, which is the same unless it has to be kept.
        ActivationChoice.Run(activation, new ForwardWork(x, weight, bias, saved, mask, keepsInput ? output.Data : null));
        if (workspace.IsRecording)
        {
            LinearOp node = workspace.Record<LinearOp>(output);
            (node.input, node.saved, node.weight, node.bias) = (x, saved, weight, bias);
            (node.activation, node.dropout) = (activation, mask);
        }

        workspace.Profile?.Stop(typeof(LinearOp), isBackward: false, start, Work(x, weight));
        return output;
    }

    protected internal override void Backward()
    {
        Workspace workspace = input.Workspace;
        (int rows, int inputs, int outputs) = (input.Rows, input.Columns, weight!.Shape[0]);
        float* gradient = FirstOutput.Gradient; // (N, O)
        float* biasGradient = bias is null ? null : bias.Gradient;
        if (activation != Activation.None || !dropout.IsOff)
        {
            // In place: nobody reads the output's gradient after this op.
            var arrays = new Activations.ActivationGradients(saved.Data, gradient, gradient, rows, outputs);
            Activations.Backward(workspace.Workers, activation, arrays, dropout, biasGradient);
            biasGradient = null;
        }

        MatrixProduct.AddWeightGradient(workspace.Workers, gradient, input.Data, weight.Gradient, biasGradient, rows, outputs, inputs);
        if (input.RequiresGradient)
        {
            float* target = input.GradientForWrite(out bool accumulate);
            MatrixProduct.Multiply(
                workspace.Workers, new MatrixOperand(gradient, outputs), new MatrixOperand(weight.Data, inputs), target, inputs, rows, inputs, outputs, accumulate);
        }
    }

    private static void Multiply<TEpilogue>(Tensor x, Parameter weight, Tensor output, TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue
    {
        WorkerPool workers = x.Workspace.Workers;
        (int rows, int inputs, int outputs) = (x.Rows, x.Columns, output.Columns);
        var left = new MatrixOperand(x.Data, inputs);
        if (weight.Packed(workers) is { } packed)
        {
            MatrixProduct.Multiply(workers, left, packed, output.Data, outputs, rows, accumulate: false, epilogue);
            return;
        }

        var right = new MatrixOperand(weight.Data, inputs, transposed: true);
        MatrixProduct.Multiply(workers, left, right, output.Data, outputs, rows, outputs, inputs, accumulate: false, epilogue);
    }

    private static OpWork Work(Tensor x, Parameter weight)
    {
        (double rows, double inputs, double outputs) = (x.Rows, x.Columns, weight.Shape[0]);
        return new(2 * rows * inputs * outputs, sizeof(float) * ((rows * inputs) + (inputs * outputs) + (rows * outputs)));
    }

    private static void Check(Tensor x, Parameter weight, Parameter? bias)
    {
        if (weight.Shape.Rank != 2 || weight.Shape.Columns != x.Columns || (bias is not null && bias.Shape != new Shape(weight.Shape[0])))
        {
            throw new ArgumentException($"A linear layer with weight {weight.Shape} and bias {bias?.Shape} does not take an input of shape {x.Shape}.");
        }
    }

    private readonly struct ForwardWork(Tensor x, Parameter weight, Parameter? bias, Tensor product, DropoutMask mask, float* result) : IActivationWork
    {
        public void Run<TFunction>()
            where TFunction : struct, IActivationFunction =>
            Multiply(x, weight, product, new BiasEpilogue<TFunction>(bias is null ? null : bias.Data, product.Columns, mask, result));
    }
}
