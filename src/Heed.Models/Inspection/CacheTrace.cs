using Heed.Models.Transformer;

namespace Heed.Models.Inspection;

/// <summary>What decoding kept between its steps. A row is one position's keys and values in one layer: 2 · Hkv · K numbers.</summary>
/// <param name="RowBytes">Bytes of a row.</param>
/// <param name="Layers">The decoder's layers, each of which has rows of its own.</param>
/// <param name="SourceRows">Rows of the source a layer, computed once before the first step and shared by all hypotheses.</param>
/// <param name="Steps">The steps of the search.</param>
public sealed record CacheTrace(int RowBytes, int Layers, int SourceRows, IReadOnlyList<CacheStep> Steps)
{
    internal static CacheTrace Of(TransformerOptions options, int sourceRows, IReadOnlyList<int> rows)
    {
        int rowBytes = 2 * options.Heads.KeyValueCount * options.Heads.Width(options.Width) * sizeof(float);
        long layerBytes = (long)rowBytes * options.DecoderLayers;
        return new CacheTrace(rowBytes, options.DecoderLayers, sourceRows, [.. rows.Select((live, step) =>
            new CacheStep(step, live, live, live * step, layerBytes * live * (step + 1), layerBytes * sourceRows))]);
    }
}
