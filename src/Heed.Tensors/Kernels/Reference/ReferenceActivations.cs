namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops in double for <see cref="Cpu.Activations"/>. The backward pass always takes the forward pass's input.</summary>
internal static unsafe class ReferenceActivations
{
    public static void Forward(Activation activation, float* input, float* output, long count, DropoutMask dropout)
    {
        for (long index = 0; index < count; index++)
        {
            output[index] = (float)(Value(activation, input[index]) * ReferenceDropout.Factor(dropout, index));
        }
    }

    public static void Backward(Activation activation, in Cpu.Activations.ActivationGradients gradients, DropoutMask dropout, float* biasGradient)
    {
        for (int row = 0; row < gradients.Rows; row++)
        {
            for (int column = 0; column < gradients.Columns; column++)
            {
                long index = ((long)row * gradients.Columns) + column;
                double slope = Slope(activation, gradients.Saved[index]) * ReferenceDropout.Factor(dropout, index);
                gradients.InputGradient[index] = (float)(slope * gradients.OutputGradient[index]);
                if (biasGradient is not null)
                {
                    biasGradient[column] += gradients.InputGradient[index];
                }
            }
        }
    }

    /// <summary>f(x).</summary>
    public static double Value(Activation activation, double x) => activation switch
    {
        Activation.Relu => x < 0 ? 0 : x,
        Activation.Gelu => x * Cumulative(x),
        Activation.GeluTanh => x / 2 * (1 + Math.Tanh(Inner(x))),
        Activation.Silu => x * Sigmoid(x),
        Activation.Tanh => Math.Tanh(x),
        _ => x,
    };

    /// <summary>f′(x).</summary>
    public static double Slope(Activation activation, double x)
    {
        switch (activation)
        {
            case Activation.Relu:
                return x > 0 ? 1 : 0;
            case Activation.Gelu:
                return Cumulative(x) + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
            case Activation.GeluTanh:
                double tanh = Math.Tanh(Inner(x));
                double inner = Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * x * x));
                return ((1 + tanh) / 2) + (x / 2 * (1 - (tanh * tanh)) * inner);
            case Activation.Silu:
                return Sigmoid(x) * (1 + (x * (1 - Sigmoid(x))));
            case Activation.Tanh:
                return 1 - (Math.Tanh(x) * Math.Tanh(x));
            default:
                return 1;
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Inner(double x) => Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x));

    // Φ(x) = ½ + φ(x) Σ x^(2n+1) / (1·3·5⋯(2n+1)) (Marsaglia, 2004); beyond ±8 nothing is left of it in float.
    private static double Cumulative(double x)
    {
        if (Math.Abs(x) > 8)
        {
            return x > 0 ? 1 : 0;
        }

        double term = x;
        double sum = x;
        for (int odd = 3; Math.Abs(term) > 1e-18; odd += 2)
        {
            term *= x * x / odd;
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }
}
