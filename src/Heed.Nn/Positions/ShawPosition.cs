using Heed.Nn.Attention;
using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Positions;

/// <summary>
/// A trained row for each clipped distance is added to the keys, and another to the values: e_ij = q_i · (k_j + a^K_d) / √K, z_i = Σ_j p_ij (v_j + a^V_d) with
/// d = clip(j − i, −c, c) (Shaw, Uszkoreit and Vaswani, 2018). Each layer and head has rows of its own, as in the paper's base model.
/// </summary>
/// <remarks>
/// Costs, for each query and head, a product with the 2L − 1 distances of the longest sequence, a second pass over the scores for the values, and the memory of
/// 2 · N · H · (2L − 1) numbers a layer: fit for sentences, not for books.
/// </remarks>
[Variant("q_i · (k_j + a^K_d) / √K, Σ p_ij (v_j + a^V_d), d = clip(j − i, ±c)", "Shaw, Uszkoreit and Vaswani, 2018")]
public sealed record ShawPosition : PositionOptions
{
    /// <summary>c: from this distance on, all share a row.</summary>
    public int MaximumDistance { get; init; } = 16;

    public override string? FindFault(AttentionParts parts) =>
        MaximumDistance < 1 ? $"maximum_distance is {MaximumDistance}, but must be at least 1" : NeedsProduct(parts, "shaw");

    public override IPositionTable? BuildTable(ParameterStore store, string name, int width, int maximumLength) => null;

    public override AttentionPosition BuildForAttention(ParameterStore store, string name, HeadOptions heads, int width, bool seesFuture) =>
        new Stack(MaximumDistance);

    private sealed class Stack(int clip) : AttentionPosition
    {
        public override AttentionPosition InLayer(ParameterStore store, string name, in AttentionOptions options) => new Layer(store, name, clip, options);
    }

    private sealed class Layer(ParameterStore store, string name, int clip, AttentionOptions options) : AttentionPosition
    {
        private readonly Parameter keys = Declare(store, $"{name}.relative_keys.weight", clip, options);
        private readonly Parameter values = Declare(store, $"{name}.relative_values.weight", clip, options);

        public override PlacedQueries Place(ColumnSlice queries, Integers places, in AttentionBias bias)
        {
            Workspace workspace = queries.Tensor.Workspace;
            int longest = Longest(places);
            Integers clipped = workspace.AllocateIntegers((2 * longest) - 1);
            for (int index = 0; index < clipped.Count; index++)
            {
                clipped.Values[index] = clip + Math.Clamp(index - (longest - 1), -clip, clip);
            }

            Tensor keyRows = EmbeddingOp.Apply(workspace, keys, clipped, options.Scale); // (2L − 1, H·K)
            Tensor valueRows = EmbeddingOp.Apply(workspace, values, clipped, scale: 1); // (2L − 1, H·K)
            Tensor table = HeadProductOp.Apply(queries, keyRows, options.Heads); // (N, H·(2L − 1))
            return new PlacedQueries(queries, new AttentionBias(table) { IsByRow = true, Values = valueRows, Places = places });
        }

        private static Parameter Declare(ParameterStore store, string name, int clip, in AttentionOptions options) => store.Add(
            name, new Shape((2 * clip) + 1, options.Heads * options.HeadWidth), Initializers.XavierUniform((2 * clip) + 1, options.HeadWidth));
    }
}
