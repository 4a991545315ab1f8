using Heed.Nn.Attention;
using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Positions;

/// <summary>
/// One trained number for each head and bucket of distances is added to the scores, shared by all layers: a bucket for each short distance,
/// then buckets that grow with the logarithm up to a longest one (Raffel et al., 2020, §2.1).
/// </summary>
[Variant("score + b[h, bucket(j − i)]", "Raffel et al., 2020")]
public sealed record BucketedPosition : PositionOptions
{
    /// <summary>How many buckets there are; where the future is seen, half of them are for it.</summary>
    public int Buckets { get; init; } = 32;

    /// <summary>From this distance on, all share the last bucket.</summary>
    public int MaximumDistance { get; init; } = 128;

    public override string? FindFault(AttentionParts parts) => Buckets < 4 || Buckets % 4 != 0 || MaximumDistance <= Buckets / 2
        ? $"{Buckets} buckets up to distance {MaximumDistance} cannot be laid out; take a multiple of 4, and a distance above half of it"
        : null;

    public override IPositionTable? BuildTable(ParameterStore store, string name, int width, int maximumLength) => null;

    public override AttentionPosition BuildForAttention(ParameterStore store, string name, HeadOptions heads, int width, bool seesFuture) => new Table(
        store.Add($"{name}.relative_attention_bias.weight", new Shape(Buckets, heads.Count), Initializers.Normal(1 / MathF.Sqrt(width))), this, seesFuture);

    /// <summary>The bucket of the distance j − i from a query at i to a key at j.</summary>
    public int BucketOf(int distance, bool seesFuture)
    {
        int side = seesFuture ? Buckets / 2 : Buckets;
        int first = seesFuture && distance > 0 ? side : 0;
        int length = seesFuture ? Math.Abs(distance) : Math.Max(-distance, 0);
        int exact = side / 2;
        if (length < exact)
        {
            return first + length;
        }

        // In float as T5 computes it, so that a distance on the edge of two buckets falls on the same side.
        float share = MathF.Log(length / (float)exact) / MathF.Log(MaximumDistance / (float)exact);
        return first + Math.Min(exact + (int)(share * (side - exact)), side - 1);
    }

    private sealed class Table(Parameter weight, BucketedPosition options, bool seesFuture) : AttentionPosition
    {
        public override AttentionBias Bias(Workspace workspace, int longest)
        {
            Integers buckets = workspace.AllocateIntegers((2 * longest) - 1);
            for (int index = 0; index < buckets.Count; index++)
            {
                buckets.Values[index] = options.BucketOf(index - (longest - 1), seesFuture);
            }

            return new AttentionBias(RelativeBiasOp.Apply(workspace, weight, buckets));
        }
    }
}
