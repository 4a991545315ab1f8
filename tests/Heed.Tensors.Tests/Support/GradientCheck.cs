namespace Heed.Tensors.Tests.Support;

/// <summary>Runs the op under test on the given inputs and returns its outputs.</summary>
internal delegate Tensor[] ForwardPass(Workspace workspace, Tensor[] inputs);

/// <summary>
/// Compares an op's gradients with differences of its forward pass. All outputs are drawn together into one number by fixed random
/// weights, L = Σ w · y, summed in double, and dL/dx of every input and parameter is estimated by the five-point rule
/// (8 (L(x+h) − L(x−h)) − (L(x+2h) − L(x−2h))) / 12h.
/// </summary>
/// <remarks>
/// Tolerance: with h = 1/32 the rule's own error is about h⁴/30 · L⁽⁵⁾ ≈ 3e-8, while the float32 forward pass leaves about
/// 6e-8 · |y| · √n / h ≈ 2e-6 · √n; 1e-3 of the largest gradient is far above both and far below what a wrong term would do.
/// An input at a kink (ReLU near 0) must be kept away from it by the caller: pass values instead of shapes.
/// </remarks>
internal static class GradientCheck
{
    private const float Step = 1f / 32;
    private const ulong Seed = 77;

    /// <summary>Checks the op at normally distributed inputs of the given shapes. Parameters keep the values they have.</summary>
    public static void Run(ForwardPass forward, Shape[] inputs, ParameterStore? parameters = null, double tolerance = 1e-3)
    {
        var values = new float[inputs.Length][];
        for (int index = 0; index < inputs.Length; index++)
        {
            values[index] = new float[inputs[index].Count];
            GuardedBuffer.FillNormal(values[index], seed: 100 + index);
        }

        Run(forward, inputs, values, parameters, tolerance);
    }

    /// <summary>
    /// Checks the op at the given inputs three times: used once; used twice on the same inputs, so that gradients have to add; and with
    /// inputs that want no gradient, which must then get none. Dropout draws the same mask each time.
    /// </summary>
    public static void Run(ForwardPass forward, Shape[] inputs, float[][] values, ParameterStore? parameters = null, double tolerance = 1e-3)
    {
        using var workspace = new Workspace(new Memory.WorkerPool(1));
        Compare(workspace, forward, inputs, values, parameters, tolerance, "used once");
        Tensor[] Twice(Workspace w, Tensor[] x) => [.. forward(w, x), .. forward(w, x)];
        Compare(workspace, Twice, inputs, values, parameters, tolerance, "used twice");

        Tensor[] constants = Evaluate(workspace, forward, inputs, values, isWanted: false, out double _, out Tensor functional);
        workspace.Backward(functional);
        for (int index = 0; index < constants.Length; index++)
        {
            Assert.False(constants[index].HasGradient, $"input {index} wants no gradient but got one");
        }

        workspace.Workers.Dispose();
    }

    private static void Compare(
        Workspace workspace, ForwardPass forward, Shape[] inputs, float[][] values, ParameterStore? parameters, double tolerance, string how)
    {
        // Parameter gradients add to what is there: start from something.
        const float Present = 0.5f;
        parameters?.AllGradients.Fill(Present);
        Tensor[] tensors = Evaluate(workspace, forward, inputs, values, isWanted: true, out double _, out Tensor functional);
        workspace.Backward(functional);
        var gradients = new List<(string Name, float[] Gradient, Memory<float> Point)>();
        for (int index = 0; index < tensors.Length; index++)
        {
            float[] gradient = tensors[index].HasGradient ? tensors[index].Gradients.ToArray() : new float[values[index].Length];
            gradients.Add(($"input {index}", gradient, values[index]));
        }

        double Loss()
        {
            Evaluate(workspace, forward, inputs, values, isWanted: true, out double value, out Tensor _);
            return value;
        }

        // All gradients are taken before the first difference: an op that computes them on its way forward adds more with every evaluation.
        (Parameter Parameter, float[] Gradient)[] trained =
            [.. (parameters?.Parameters ?? []).Select(parameter => (parameter, parameter.Gradients.ToArray()))];
        foreach ((Parameter parameter, float[] gradient) in trained)
        {
            for (int index = 0; index < gradient.Length; index++)
            {
                gradient[index] -= Present;
            }

            CheckOne($"{parameter.Name}, {how}", gradient, parameter.Values, Loss, tolerance);
        }

        foreach ((string name, float[] gradient, Memory<float> point) in gradients)
        {
            CheckOne($"{name}, {how}", gradient, point.Span, Loss, tolerance);
        }
    }

    private static void CheckOne(string name, float[] gradient, Span<float> point, Func<double> loss, double tolerance)
    {
        var estimates = new double[gradient.Length];
        double largest = 1e-2;
        for (int index = 0; index < gradient.Length; index++)
        {
            estimates[index] = Differentiate(point, index, loss);
            largest = Math.Max(largest, Math.Abs(estimates[index]));
        }

        for (int index = 0; index < gradient.Length; index++)
        {
            double error = Math.Abs(gradient[index] - estimates[index]);
            Assert.True(error <= tolerance * largest, $"gradient of {name}, element {index}: differences say {estimates[index]:G6}, backward says {gradient[index]:G6}");
        }
    }

    private static double Differentiate(Span<float> point, int index, Func<double> loss)
    {
        float center = point[index];
        double near = At(point, index, center + Step, loss) - At(point, index, center - Step, loss);
        double far = At(point, index, center + (2 * Step), loss) - At(point, index, center - (2 * Step), loss);
        point[index] = center;
        return ((8 * near) - far) / (12 * Step);
    }

    private static double At(Span<float> point, int index, float value, Func<double> loss)
    {
        point[index] = value;
        return loss();
    }

    private static Tensor[] Evaluate(
        Workspace workspace, ForwardPass forward, Shape[] inputs, float[][] values, bool isWanted, out double value, out Tensor functional)
    {
        workspace.BeginTrainingStep(Seed, step: 1);
        var tensors = new Tensor[inputs.Length];
        for (int index = 0; index < inputs.Length; index++)
        {
            tensors[index] = workspace.From(values[index], inputs[index], isWanted);
        }

        Tensor[] outputs = forward(workspace, tensors);
        functional = LinearFunctional.Apply(workspace, outputs, out value);
        return tensors;
    }
}
