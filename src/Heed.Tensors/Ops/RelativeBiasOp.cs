namespace Heed.Tensors.Ops;

/// <summary>
/// table[h, d] = weight[bucket[d], h]: one trained number for each head and class of distances, spread over all distances (Raffel et al., 2020).
/// weight (buckets, H) → (H, number of distances).
/// </summary>
public sealed class RelativeBiasOp : Operation
{
    private Parameter? weight;
    private Integers buckets;

    protected internal override OpWork BackwardWork => OpWork.Moving(2.0 * FirstOutput.Shape.Count);

    /// <summary>Spreads <paramref name="weight"/> (buckets, H) over the distances that <paramref name="buckets"/> classifies.</summary>
    /// <exception cref="ArgumentException">A bucket lies outside the weight.</exception>
    public static Tensor Apply(Workspace workspace, Parameter weight, Integers buckets)
    {
        (int count, int heads) = (weight.Shape[0], weight.Shape.Columns);
        foreach (int bucket in buckets.Values)
        {
            if ((uint)bucket >= (uint)count)
            {
                throw new ArgumentException($"The bucket {bucket} is outside {weight.Name}, which has {count}.");
            }
        }

        long start = workspace.Profile?.Start() ?? 0;
        Tensor output = workspace.Allocate(new Shape(heads, buckets.Count));
        Span<float> table = output.Values;
        ReadOnlySpan<float> numbers = weight.Values;
        ReadOnlySpan<int> classes = buckets.Values;
        for (int head = 0; head < heads; head++)
        {
            for (int distance = 0; distance < buckets.Count; distance++)
            {
                table[(head * buckets.Count) + distance] = numbers[(classes[distance] * heads) + head];
            }
        }

        if (workspace.IsRecording)
        {
            RelativeBiasOp node = workspace.Record<RelativeBiasOp>(output);
            (node.weight, node.buckets) = (weight, buckets);
        }

        workspace.Profile?.Stop(typeof(RelativeBiasOp), isBackward: false, start, OpWork.Moving(output.Shape.Count));
        return output;
    }

    protected internal override void Backward()
    {
        int heads = weight!.Shape.Columns;
        ReadOnlySpan<float> gradients = FirstOutput.Gradients;
        Span<float> sums = weight.Gradients;
        ReadOnlySpan<int> classes = buckets.Values;
        for (int head = 0; head < heads; head++)
        {
            for (int distance = 0; distance < buckets.Count; distance++)
            {
                sums[(classes[distance] * heads) + head] += gradients[(head * buckets.Count) + distance];
            }
        }
    }
}
