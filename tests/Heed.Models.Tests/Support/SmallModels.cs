using Heed.Models.Transformer;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Residuals;

namespace Heed.Models.Tests.Support;

/// <summary>Small models with random weights, and random sentences for them.</summary>
internal static class SmallModels
{
    public const int Vocabulary = 23;
    public const int Start = 2;
    public const int End = 3;

    /// <summary>Every placement the registry knows, as test data.</summary>
    public static TheoryData<string> Placements => ["pre", "post"];

    public static TransformerOptions Options(string placement = "pre") => new()
    {
        Vocabulary = Vocabulary,
        Width = 16,
        EncoderLayers = 2,
        DecoderLayers = 2,
        Heads = new MultiHead { Count = 2 },
        FeedForward = new ReluFeedForward { Width = 32 },
        Placement = placement == "pre" ? new PreNormPlacement() : new PostNormPlacement(),
        MaximumLength = 64,
    };

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
