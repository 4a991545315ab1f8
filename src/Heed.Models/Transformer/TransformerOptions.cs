using System.Text.Json.Serialization;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Normalization;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;

namespace Heed.Models.Transformer;

/// <summary>The shape and the parts of an encoder-decoder Transformer: <c>config.json</c> of a model folder, <c>model:</c> of a recipe.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TransformerOptions
{
    /// <summary>V: how many pieces the joint vocabulary has.</summary>
    public int Vocabulary { get; init; }

    /// <summary>D: the width of the residual stream.</summary>
    public int Width { get; init; } = 512;

    public int EncoderLayers { get; init; } = 6;

    public int DecoderLayers { get; init; } = 6;

    public HeadOptions Heads { get; init; } = new MultiHead();

    public FeedForwardOptions FeedForward { get; init; } = new ReluFeedForward();

    public PositionOptions Position { get; init; } = new SinusoidalPosition();

    public NormOptions Norm { get; init; } = new LayerNormOptions();

    public PlacementOptions Placement { get; init; } = new PostNormPlacement();

    /// <summary>Dropout on the embeddings and on every sub-layer's result, as in the paper.</summary>
    public float Dropout { get; init; } = 0.1f;

    /// <summary>One matrix for source embedding, target embedding and output projection; otherwise three.</summary>
    public bool TieEmbeddings { get; init; } = true;

    /// <summary>Multiply embeddings by √D; off to show its effect.</summary>
    public bool ScaleEmbeddings { get; init; } = true;

    /// <summary>The longest sequence the model is meant for, in tokens.</summary>
    public int MaximumLength { get; init; } = 256;

    /// <summary>The sizes of a known model: <c>base</c> (Vaswani et al., 2017, table 3), <c>small</c>, <c>tiny</c>.</summary>
    public static TransformerOptions Preset(string name) => name switch
    {
        "base" => new TransformerOptions(),
        "small" => new TransformerOptions
        {
            Width = 256,
            EncoderLayers = 3,
            DecoderLayers = 3,
            Heads = new MultiHead { Count = 4 },
            FeedForward = new ReluFeedForward { Width = 1024 },
        },
        "tiny" => new TransformerOptions
        {
            Width = 128,
            EncoderLayers = 4,
            DecoderLayers = 4,
            Heads = new MultiHead { Count = 4 },
            FeedForward = new ReluFeedForward { Width = 256 },
        },
        _ => throw new ArgumentException($"There is no preset '{name}'; there are base, small and tiny."),
    };
}
