using System.Reflection;
using System.Text.Json.Serialization;
using Heed.Models.Bert;
using Heed.Models.Transformer;
using Heed.Nn.Attention;
using Heed.Nn.Attention.Scores;
using Heed.Nn.FeedForward;
using Heed.Nn.Masks;
using Heed.Nn.Normalization;
using Heed.Nn.Positions;
using Heed.Nn.Positions.Scaling;
using Heed.Nn.Residuals;

namespace Heed.Models.Tests.Support;

/// <summary>Small models with random weights, and random sentences for them.</summary>
internal static class SmallModels
{
    public const int Vocabulary = 23;
    public const int Start = 2;
    public const int End = 3;

    /// <summary>
    /// The name of every registered variant of every seam, as <c>seam: kind</c>: what is added to a registry is tested without a word here.
    /// </summary>
    public static TheoryData<string> Variants => [.. VariantOptions.Keys];

    private static Dictionary<string, TransformerOptions> VariantOptions { get; } = FindVariants();

    /// <summary>A small model with one part exchanged, or none.</summary>
    public static TransformerOptions Options(string? variant = null) => variant is null ? Plain : VariantOptions[variant];

    /// <summary>A small BERT as it is pre-trained.</summary>
    public static BertPretrainingOptions BertPretraining { get; } = new()
    {
        Vocabulary = Vocabulary,
        Width = 16,
        Layers = 2,
        Heads = new MultiHead { Count = 2 },
        FeedForward = new GeluFeedForward { Width = 32 },
        MaximumLength = 64,
    };

    /// <summary>The same encoder as a classifier.</summary>
    public static BertClassifierOptions BertClassifier(int vocabulary, IReadOnlyList<string> labels) => new()
    {
        Vocabulary = vocabulary,
        Labels = labels,
        Width = 16,
        Layers = 2,
        Heads = new MultiHead { Count = 2 },
        FeedForward = new GeluFeedForward { Width = 32 },
        MaximumLength = 64,
    };

    private static TransformerOptions Plain => new()
    {
        Vocabulary = Vocabulary,
        Width = 16,
        EncoderLayers = 2,
        DecoderLayers = 2,
        Heads = new MultiHead { Count = 2 },
        FeedForward = new ReluFeedForward { Width = 32 },
        Placement = new PreNormPlacement(),
        MaximumLength = 64,
    };

    private static Dictionary<string, TransformerOptions> FindVariants()
    {
        var variants = new Dictionary<string, TransformerOptions>();
        void Add<TOptions>(string seam, Func<TOptions, TransformerOptions> exchange)
        {
            foreach (JsonDerivedTypeAttribute kind in typeof(TOptions).GetCustomAttributes<JsonDerivedTypeAttribute>())
            {
                variants[$"{seam}: {kind.TypeDiscriminator}"] = exchange((TOptions)Activator.CreateInstance(kind.DerivedType)!);
            }
        }

        Add<PositionOptions>("position", part => Plain with { Position = part });
        Add<ScoreOptions>("score", part => Plain with { Score = part });
        Add<NormOptions>("norm", part => Plain with { Norm = part });
        Add<PlacementOptions>("placement", part => Plain with { Placement = part });
        Add<FeedForwardOptions>("feed-forward", part => Plain with { FeedForward = part with { Width = 32 } });
        Add<ResidualOptions>("residual", part => Plain with { Residual = part });
        Add<MaskOptions>("encoder mask", part => Plain with { EncoderMask = part });
        Add<MaskOptions>("decoder mask", part => Plain with { DecoderMask = part.SeesFuture ? Plain.DecoderMask : part });
        Add<HeadOptions>("heads", part => Plain with { Heads = part with { Count = 2 } });
        variants["position: rotary, ntk"] = Plain with { Position = new RotaryPosition { Scaling = new NtkScaling() } };
        variants["heads: three, five wide"] = Plain with { Heads = new MultiHead { Count = 3, HeadWidth = 5 } };
        variants["score: additive, grouped_query, alibi"] = Plain with
        {
            Score = new AdditiveScore(),
            Heads = new GroupedQueryHeads { Count = 4, Groups = 2 },
            Position = new AlibiPosition(),
        };
        variants["position: shaw, clipped at two, multi_query"] = Plain with { Position = new ShawPosition { MaximumDistance = 2 }, Heads = new MultiQueryHeads { Count = 2 } };
        variants["position: transformer_xl, shared_query_key, sliding_window"] = Plain with
        {
            Position = new TransformerXlPosition(),
            Heads = new SharedQueryKeyHeads { Count = 2 },
            DecoderMask = new SlidingWindowMask { Before = 2 },
        };
        variants["encoder mask: chunked, two at a time"] = Plain with { EncoderMask = new ChunkedMask { Size = 2 } };
        variants["encoder mask: prefix of three"] = Plain with { EncoderMask = new PrefixMask { Length = 3 } };
        variants["decoder mask: sliding_window, two back"] = Plain with { DecoderMask = new SlidingWindowMask { Before = 2 } };
        variants["decoder mask: segments, of three with two remembered"] = Plain with { DecoderMask = new SegmentMask { Length = 3, Memory = 2 } };
        return variants;
    }

    public static TransformerModel Model(TransformerOptions options, bool forTraining = false, ulong seed = 5)
    {
        var model = new TransformerModel(options, forTraining);
        model.Parameters.Initialize(seed);
        return model;
    }

    /// <summary>Random sentences of the given lengths, packed: ids and offsets.</summary>
    public static (int[] Ids, int[] Offsets) Sentences(int seed, params int[] lengths)
    {
        var random = new Random(seed);
        var offsets = new int[lengths.Length + 1];
        for (int index = 0; index < lengths.Length; index++)
        {
            offsets[index + 1] = offsets[index] + lengths[index];
        }

        int[] ids = [.. Enumerable.Range(0, offsets[^1]).Select(_ => random.Next(4, Vocabulary))];
        return (ids, offsets);
    }
}
