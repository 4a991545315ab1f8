using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn;

/// <summary>y = activation(x·Wᵀ + b), with dropout on the activation: (N, I) → (N, O). Weight (O, I), bias (O).</summary>
public sealed class Linear
{
    private readonly LinearOptions options;

    /// <summary>Declares <c>name.weight</c> and, if asked for, <c>name.bias</c>.</summary>
    public Linear(ParameterStore store, string name, int inputs, int outputs, LinearOptions? options = null)
    {
        this.options = options ?? LinearOptions.Plain;
        Weight = store.Add($"{name}.weight", new Shape(outputs, inputs), Initializers.XavierUniform(inputs, outputs, this.options.Gain));
        Bias = this.options.HasBias ? store.Add($"{name}.bias", new Shape(outputs), Initializers.Zeros) : null;
    }

    private Linear(Parameter weight, Parameter? bias) => (options, Weight, Bias) = (LinearOptions.Plain, weight, bias);

    public Parameter Weight { get; }

    public Parameter? Bias { get; }

    /// <summary>
    /// Several projections of the same input as one product: <c>name.part.weight</c> (O, I) and, if asked for, <c>name.part.bias</c> (O) for each part, stacked in the given order.
    /// Each part is initialised as the matrix it is, times its gain, so stacking changes speed and nothing else.
    /// </summary>
    public static Linear Stacked(ParameterStore store, string name, int inputs, bool hasBias, params ReadOnlySpan<(string Part, int Outputs, float Gain)> parts)
    {
        var weights = new (string, Shape, ParameterInitializer)[parts.Length];
        var biases = new (string, Shape, ParameterInitializer)[parts.Length];
        for (int index = 0; index < parts.Length; index++)
        {
            (string part, int outputs, float gain) = parts[index];
            weights[index] = ($"{name}.{part}.weight", new Shape(outputs, inputs), Initializers.XavierUniform(inputs, outputs, gain));
            biases[index] = ($"{name}.{part}.bias", new Shape(outputs), Initializers.Zeros);
        }

        Parameter weight = store.AddStacked($"{name}.weight", weights);
        return new Linear(weight, hasBias ? store.AddStacked($"{name}.bias", biases) : null);
    }

    /// <summary>One part of a stack, <c>path.weight</c> and <c>path.bias</c>, as a layer by itself: another input goes through the same parameters.</summary>
    public static Linear Part(ParameterStore store, string path) => new(
        store.Find($"{path}.weight") ?? throw new ArgumentException($"There is no {path}.weight to make a layer of."), store.Find($"{path}.bias"));

    public Tensor Forward(Tensor x) => LinearOp.Apply(x, Weight, Bias, options.Activation, options.Dropout);
}
