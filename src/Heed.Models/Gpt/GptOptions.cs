using System.Text.Json.Serialization;
using Heed.Models.LanguageModels;
using Heed.Models.Stacks;
using Heed.Nn.FeedForward;
using Heed.Nn.Masks;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;

namespace Heed.Models.Gpt;

/// <summary>
/// The shape and the parts of a Transformer that is a decoder alone. The defaults are GPT-2's (Radford et al., 2019); with rotary positions, RMSNorm, SwiGLU,
/// grouped heads and no biases it is LLaMA (Touvron et al., 2023).
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record GptOptions : StackOptions, ILanguageModelOptions
{
    public GptOptions()
    {
        (Width, Position, Placement) = (768, new LearnedPosition(), new PreNormPlacement());
        FeedForward = new GeluTanhFeedForward { Width = 3072 };
    }

    /// <summary>V: how many pieces the vocabulary has.</summary>
    public int Vocabulary { get; init; }

    public int Layers { get; init; } = 12;

    /// <summary>What a token sees of the text; never its future.</summary>
    public MaskOptions Mask { get; init; } = new CausalMask();

    /// <summary>One matrix for embedding and output projection.</summary>
    public bool TieEmbeddings { get; init; } = true;

    /// <summary>Multiply embeddings by √D.</summary>
    public bool ScaleEmbeddings { get; init; }

    /// <summary>How many tokens the model looks back over, itself included.</summary>
    public int MaximumLength { get; init; } = 1024;

    public void Check()
    {
        Require(Vocabulary > 0, $"vocabulary is {Vocabulary}, but must be at least 1");
        Require(Layers > 0, $"layers is {Layers}, but must be at least 1");
        Require(MaximumLength > 1, $"maximum_length is {MaximumLength}, but must be at least 2");
        RequireNoFault("mask", Mask.FindFault());
        Require(!Mask.SeesFuture, "mask lets a token see its future, which it has to predict; take causal, or sliding_window with after: 0");
        CheckStack();
    }

    public LanguageModel Build(bool forTraining) => new GptModel(this, forTraining);

    public ILanguageModelOptions WithVocabulary(int size) => this with { Vocabulary = size };
}
