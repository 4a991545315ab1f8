using Heed.Models.Transformer;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Residuals;

namespace Heed.Cli.Benchmarks;

/// <summary>The model that a benchmark runs: as many encoder as decoder layers, pre-norm, tied embeddings.</summary>
internal sealed record BenchmarkShape(int Width, int FeedForward, int Heads, int Layers, int Vocabulary)
{
    public TransformerOptions ToOptions(float dropout, int maximumLength) => new()
    {
        Vocabulary = Vocabulary,
        Width = Width,
        EncoderLayers = Layers,
        DecoderLayers = Layers,
        Heads = new MultiHead { Count = Heads },
        FeedForward = new ReluFeedForward { Width = FeedForward, Dropout = dropout },
        Placement = new PreNormPlacement(),
        Dropout = dropout,
        MaximumLength = maximumLength,
    };
}
