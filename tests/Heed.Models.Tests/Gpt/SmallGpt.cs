using Heed.Models.Gpt;
using Heed.Models.Tests.Support;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Normalization;
using Heed.Nn.Positions;

namespace Heed.Models.Tests.Gpt;

/// <summary>Small language models with random weights.</summary>
internal static class SmallGpt
{
    public static GptOptions Options { get; } = new()
    {
        Vocabulary = SmallModels.Vocabulary,
        Width = 16,
        Layers = 2,
        Heads = new MultiHead { Count = 4 },
        FeedForward = new GeluTanhFeedForward { Width = 32 },
        MaximumLength = 24,
        Dropout = 0,
    };

    public static GptOptions Llama { get; } = Options with
    {
        Heads = new GroupedQueryHeads { Count = 4, Groups = 2 },
        FeedForward = new SwiGluFeedForward { Width = 24 },
        Norm = new RmsNormOptions(),
        Position = new RotaryPosition(),
        Biases = false,
    };

    public static GptModel Model(GptOptions options, ulong seed = 5)
    {
        var model = new GptModel(options, forTraining: false);
        model.Parameters.Initialize(seed);
        return model;
    }
}
