using Heed.Nn;
using Heed.Nn.Attention;
using Heed.Nn.Catalogue;
using Heed.Nn.Masks;
using Heed.Nn.Positions;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Ops;
using Heed.Text;

namespace Heed.Models.Inspection.Positions;

/// <summary>Every registered kind of position with its default options, made visible by running it: queries and keys are one vector of length 1 at all places.</summary>
public static class PositionViews
{
    private const int Heads = 8;
    private const int LongestLength = 128;
    private const int LargestWidth = 128;

    /// <summary>All kinds for <paramref name="length"/> positions; tables and heads are <paramref name="width"/> wide.</summary>
    /// <exception cref="UserException">Length or width is out of range, or the width is odd.</exception>
    public static IReadOnlyList<PositionView> All(int length, int width)
    {
        if (length is < 1 or > LongestLength || width is < 2 or > LargestWidth || width % 2 != 0)
        {
            throw new UserException($"Positions can be shown for a length of 1 to {LongestLength} and an even width of 2 to {LargestWidth}, not for {length} and {width}.");
        }

        using var workers = new WorkerPool(1);
        using var workspace = new Workspace(workers);
        return [.. VariantKinds.Of(typeof(PositionOptions)).Select(kind => Of(kind.Kind, (PositionOptions)Activator.CreateInstance(kind.Options)!, workspace, (length, width)))];
    }

    private static PositionView Of(string kind, PositionOptions options, Workspace workspace, (int Length, int Width) size)
    {
        using var store = new ParameterStore();
        var heads = new MultiHead { Count = Heads, HeadWidth = size.Width };
        var attention = new AttentionOptions(Heads, Heads, size.Width, 1 / MathF.Sqrt(size.Width));
        IPositionTable? table = options.BuildTable(store, "positions", size.Width, size.Length);
        AttentionPosition position = options.BuildForAttention(store, "stack", heads, size.Width, seesFuture: true).InLayer(store, "layer", attention);
        store.Allocate(withGradients: false);
        store.Initialize(seed: 1);
        AttentionWeights weights = Run(position, attention, workspace, size.Length);
        float[][]? rows = table is null ? null : [.. Enumerable.Range(0, size.Length).Select(place => table.Rows(size.Length).Row(place).ToArray())];
        PositionMeasure measure = rows is not null ? PositionMeasure.Rows
            : weights.Bias is not null ? PositionMeasure.Bias
            : IsTurned(weights) ? PositionMeasure.Scores
            : PositionMeasure.None;
        VariantAttribute entry = VariantKinds.Describe(kind, options.GetType());
        return new PositionView
        {
            Kind = kind,
            Formula = entry.Formula,
            Paper = entry.Paper,
            IsTrained = store.Parameters.Any(),
            Table = rows,
            Measure = measure,
            ByOffset = measure switch
            {
                PositionMeasure.Rows => ByOffset(size.Length, (query, key) => Dot(rows![query], rows[key])),
                PositionMeasure.Bias => ByOffset(weights, weights.Bias!, head: 0),
                PositionMeasure.Scores => ByOffset(weights, weights.Products, head: 0),
                _ => [],
            },
            Bias = HeadMap.All(weights)[0].Bias,
            Slopes = weights.Bias is null ? null : [.. Enumerable.Range(0, Heads).Select(head => ByOffset(weights, weights.Bias, head))],
        };
    }

    private static AttentionWeights Run(AttentionPosition position, AttentionOptions options, Workspace workspace, int length)
    {
        workspace.BeginInferenceStep();
        int columns = options.Heads * options.HeadWidth;
        Tensor mixed = workspace.Allocate(new Shape(length, 2 * columns), requiresGradient: false); // (L, 2·H·K)
        mixed.Values.Fill(1 / MathF.Sqrt(options.HeadWidth));
        var sequences = Sequences.Packed(workspace, [0, length]);
        Tensor turned = position.Turn(mixed, 2 * columns, sequences.Positions);
        PlacedQueries placed = position.Place(new ColumnSlice(turned, 0), sequences.Positions, position.Bias(workspace, length));
        AttentionLayout all = new FullMask().Layout(workspace, sequences, sequences);
        return AttentionOp.Weights(placed.Queries, new ColumnSlice(turned, columns), all, options, sequence: 0, placed.Bias);
    }

    // Rounding apart, the product of the vector with itself is 1 where nothing turns it.
    private static bool IsTurned(AttentionWeights weights) => weights.Products.Any(product => MathF.Abs(product - 1) > 1e-3f);

    private static float[][] ByOffset(AttentionWeights weights, float[] array, int head) =>
        ByOffset(weights.Queries, (query, key) => weights.Line(array, head, query)[key]);

    private static float[][] ByOffset(int length, Func<int, int, double> value) =>
        [.. Enumerable.Range(1 - length, (2 * length) - 1).Select(offset => (float[])[offset, (float)Enumerable
            .Range(Math.Max(0, -offset), length - Math.Abs(offset)).Average(query => value(query, query + offset))])];

    private static double Dot(float[] left, float[] right) => left.Zip(right).Sum(pair => (double)pair.First * pair.Second);
}
