using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>
/// y = γ · Σ sⱼ xⱼ with s = softmax(w): what a task takes from each layer of a network (Peters et al., 2018, equation 1). Backward, with aⱼ = dy · xⱼ:
/// dγ += Σ sⱼ aⱼ, dwⱼ += γ sⱼ (aⱼ − Σ sᵢ aᵢ), dxⱼ = γ sⱼ dy.
/// </summary>
public sealed unsafe class LayerMixOp : Operation
{
    /// <summary>The most layers that can be mixed.</summary>
    public const int MostLayers = 16;

    private readonly Tensor[] layers = new Tensor[MostLayers];
    private readonly float[] shares = new float[MostLayers];
    private Parameter? weights;
    private Parameter? scale;

    protected internal override OpWork BackwardWork => OpWork.Moving(4.0 * weights!.Shape.Count * FirstOutput.Shape.Count);

    /// <summary>Mixes <paramref name="layers"/> (L tensors of one shape) by <paramref name="weights"/> (L) and <paramref name="scale"/> (1).</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor Apply(ReadOnlySpan<Tensor> layers, Parameter weights, Parameter scale)
    {
        Check(layers, weights, scale);
        Workspace workspace = layers[0].Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        Tensor output = workspace.Allocate(layers[0].Shape);
        Span<float> shares = stackalloc float[MostLayers];
        Softmax(weights.Values, shares);
        for (int layer = 0; layer < layers.Length; layer++)
        {
            float factor = scale.Values[0] * shares[layer];
            Scaling.Forward(workspace.Workers, layers[layer].Data, factor, output.Data, output.Shape.Count, accumulate: layer > 0);
        }

        if (workspace.IsRecording)
        {
            LayerMixOp node = workspace.Record<LayerMixOp>(output);
            (node.weights, node.scale) = (weights, scale);
            layers.CopyTo(node.layers);
            shares.CopyTo(node.shares);
        }

        workspace.Profile?.Stop(typeof(LayerMixOp), isBackward: false, start, OpWork.Moving((layers.Length + 1.0) * output.Shape.Count));
        return output;
    }

    protected internal override void Backward()
    {
        Memory.WorkerPool workers = FirstOutput.Workspace.Workers;
        long count = FirstOutput.Shape.Count;
        int total = (int)weights!.Shape.Count;
        float gamma = scale!.Values[0];
        Span<float> agreement = stackalloc float[MostLayers];
        float mean = 0;
        for (int layer = 0; layer < total; layer++)
        {
            agreement[layer] = Scaling.Dot(workers, FirstOutput.Gradient, layers[layer].Data, count);
            mean += shares[layer] * agreement[layer];
        }

        scale.Gradients[0] += mean;
        for (int layer = 0; layer < total; layer++)
        {
            weights.Gradients[layer] += gamma * shares[layer] * (agreement[layer] - mean);
            if (layers[layer].RequiresGradient)
            {
                float* target = layers[layer].GradientForWrite(out bool accumulate);
                Scaling.Forward(workers, FirstOutput.Gradient, gamma * shares[layer], target, count, accumulate);
            }
        }
    }

    private static void Softmax(ReadOnlySpan<float> weights, Span<float> shares)
    {
        float largest = float.NegativeInfinity;
        foreach (float weight in weights)
        {
            largest = Math.Max(largest, weight);
        }

        float sum = 0;
        for (int layer = 0; layer < weights.Length; layer++)
        {
            sum += shares[layer] = MathF.Exp(weights[layer] - largest);
        }

        for (int layer = 0; layer < weights.Length; layer++)
        {
            shares[layer] /= sum;
        }
    }

    private static void Check(ReadOnlySpan<Tensor> layers, Parameter weights, Parameter scale)
    {
        if (layers.Length is 0 or > MostLayers || weights.Shape.Count != layers.Length || scale.Shape.Count != 1)
        {
            throw new ArgumentException(
                $"{layers.Length} layers cannot be mixed by weights {weights.Shape} and scale {scale.Shape}: there must be one weight a layer, one scale, and at most {MostLayers} layers.");
        }

        foreach (Tensor layer in layers)
        {
            if (layer.Shape != layers[0].Shape)
            {
                throw new ArgumentException($"Layers of shapes {layers[0].Shape} and {layer.Shape} cannot be mixed.");
            }
        }
    }
}
