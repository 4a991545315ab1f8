using Heed.Tensors.Ops;

namespace Heed.Models.Inspection;

/// <summary>One head: for each query (a row) and key (a column) the numbers on the way to its weight.</summary>
/// <param name="Products">q · k before the scale, of every key, seen or not.</param>
/// <param name="Bias">What is added to the scaled products; null: nothing.</param>
/// <param name="Weights">Their softmax over the keys that the mask lets through, 0 elsewhere: a row sums to 1, or to 0 where nothing is seen.</param>
public sealed record HeadMap(float[][] Products, float[][]? Bias, float[][] Weights)
{
    /// <summary>All heads of a layer.</summary>
    public static IReadOnlyList<HeadMap> All(AttentionWeights layer) => [.. Enumerable.Range(0, layer.Heads).Select(head => new HeadMap(
        Rows(layer, layer.Products, head),
        layer.Bias is null ? null : Rows(layer, layer.Bias, head),
        Rows(layer, layer.Values, head)))];

    private static float[][] Rows(AttentionWeights layer, float[] array, int head) =>
        [.. Enumerable.Range(0, layer.Queries).Select(query => layer.Line(array, head, query).ToArray())];
}
