using Heed.Nn.Attention;
using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Positions;

/// <summary>
/// Scores know the distance alone: e_ij = ((q_i + u_h) · k_j + (q_i + v_h) · W_R r_{i−j}) / √K, where r is the sinusoid of the distance and u, v are trained vectors of each
/// head that ask for content and for place whatever the query (Dai et al., 2019, §3.3). Each layer has W_R, u and v of its own.
/// </summary>
/// <remarks>
/// Costs, for each query and head, a product with the 2L − 1 distances of the longest sequence, and the memory of N · H · (2L − 1) numbers a layer. Sinusoids are
/// computed for any distance: longer texts than those of training remain legible.
/// </remarks>
[Variant("((q_i + u)·k_j + (q_i + v)·W_R r_{i−j}) / √K", "Dai et al., 2019")]
public sealed record TransformerXlPosition : PositionOptions
{
    /// <summary>The longest wavelength is 2π times this.</summary>
    public float Base { get; init; } = 10000;

    public override string? FindFault(AttentionParts parts) => NeedsProduct(parts, "transformer_xl");

    public override IPositionTable? BuildTable(ParameterStore store, string name, int width, int maximumLength) => null;

    public override AttentionPosition BuildForAttention(ParameterStore store, string name, HeadOptions heads, int width, bool seesFuture) =>
        new Stack(new RelativeSinusoids(width, Base), width);

    private sealed class Stack(RelativeSinusoids sinusoids, int width) : AttentionPosition
    {
        public override AttentionPosition InLayer(ParameterStore store, string name, in AttentionOptions options) =>
            new Layer(store, name, sinusoids, width, options);
    }

    private sealed class Layer(ParameterStore store, string name, RelativeSinusoids sinusoids, int width, AttentionOptions options) : AttentionPosition
    {
        private readonly ProjectedSinusoids relative = new(store, $"{name}.r_proj", sinusoids, width, options.Heads * options.HeadWidth);
        private readonly Parameter contentBias = store.Add($"{name}.r_w_bias", new Shape(options.Heads, options.HeadWidth), Initializers.Normal(0.02f)); // u
        private readonly Parameter placeBias = store.Add($"{name}.r_r_bias", new Shape(options.Heads, options.HeadWidth), Initializers.Normal(0.02f)); // v

        public override PlacedQueries Place(ColumnSlice queries, Integers places, in AttentionBias bias)
        {
            Tensor rows = relative.Rows(queries.Tensor.Workspace, Longest(places)); // (2L − 1, H·K)
            Tensor forContent = ColumnShiftOp.Apply(queries, contentBias); // (N, H·K)
            Tensor forPlace = ColumnShiftOp.Apply(queries, placeBias, options.Scale); // (N, H·K)
            Tensor table = HeadProductOp.Apply(new ColumnSlice(forPlace, 0), rows, options.Heads); // (N, H·(2L − 1))
            return new PlacedQueries(new ColumnSlice(forContent, 0), new AttentionBias(table) { IsByRow = true, Places = places });
        }
    }
}
