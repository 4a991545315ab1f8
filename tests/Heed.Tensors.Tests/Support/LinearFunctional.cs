namespace Heed.Tensors.Tests.Support;

/// <summary>
/// Draws several tensors together into one number: Σ w · y with fixed random weights w in ±[½, 1½]. A tensor of one element is taken to
/// be a loss and has weight 1.
/// </summary>
internal sealed class LinearFunctional : Operation
{
    private Tensor[] inputs = [];
    private float[][] weights = [];

    protected internal override OpWork BackwardWork => default;

    /// <summary>The number as a tensor to go back from, and in double.</summary>
    public static Tensor Apply(Workspace workspace, Tensor[] inputs, out double value)
    {
        value = 0;
        var weights = new float[inputs.Length][];
        for (int index = 0; index < inputs.Length; index++)
        {
            Span<float> elements = inputs[index].Values;
            weights[index] = Weights(elements.Length, seed: 500 + index);
            for (int element = 0; element < elements.Length; element++)
            {
                value += (double)weights[index][element] * elements[element];
            }
        }

        Tensor output = workspace.From([(float)value], new Shape(1), requiresGradient: true);
        if (workspace.IsRecording)
        {
            LinearFunctional node = workspace.Record<LinearFunctional>(output);
            (node.inputs, node.weights) = (inputs, weights);
        }

        return output;
    }

    protected internal override unsafe void Backward()
    {
        for (int index = 0; index < inputs.Length; index++)
        {
            if (!inputs[index].RequiresGradient)
            {
                continue;
            }

            float* gradient = inputs[index].GradientForWrite(out bool accumulate);
            for (int element = 0; element < weights[index].Length; element++)
            {
                gradient[element] = (accumulate ? gradient[element] : 0) + weights[index][element];
            }
        }
    }

    private static float[] Weights(int count, int seed)
    {
        var random = new Random(seed);
        var weights = new float[count];
        foreach (ref float weight in weights.AsSpan())
        {
            weight = (random.NextSingle() + 0.5f) * (random.Next(2) == 0 ? -1 : 1);
        }

        return count == 1 ? [1] : weights;
    }
}
