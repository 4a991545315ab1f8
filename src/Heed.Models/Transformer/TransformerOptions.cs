using System.Text.Json.Serialization;
using Heed.Models.SequenceToSequence;
using Heed.Models.Stacks;
using Heed.Nn.Attention;
using Heed.Nn.Attention.Scores;
using Heed.Nn.FeedForward;
using Heed.Nn.Masks;
using Heed.Nn.Normalization;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;

namespace Heed.Models.Transformer;

/// <summary>The shape and the parts of an encoder-decoder Transformer: <c>config.json</c> of a model folder, <c>model:</c> of a recipe.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TransformerOptions : StackOptions, ISequenceToSequenceOptions
{
    /// <summary>V: how many pieces the joint vocabulary has.</summary>
    public int Vocabulary { get; init; }

    /// <summary>How many pieces the source has where its vocabulary is another one; null: the same.</summary>
    public int? SourceVocabulary { get; init; }

    /// <summary>Code of the language that is read, like <c>en</c>; null where nothing says.</summary>
    public string? SourceLanguage { get; init; }

    /// <summary>Code of the language that is written, like <c>de</c>; null where nothing says.</summary>
    public string? TargetLanguage { get; init; }

    public int? StartToken { get; init; }

    /// <summary>Whether a source ends with the end token.</summary>
    public bool EndSource { get; init; } = true;

    public int EncoderLayers { get; init; } = 6;

    public int DecoderLayers { get; init; } = 6;

    /// <summary>What a position of the source sees of the source.</summary>
    public MaskOptions EncoderMask { get; init; } = new FullMask();

    /// <summary>What a position of the target sees of the target; never its future.</summary>
    public MaskOptions DecoderMask { get; init; } = new CausalMask();

    /// <summary>One matrix for source embedding, target embedding and output projection; otherwise three.</summary>
    public bool TieEmbeddings { get; init; } = true;

    /// <summary>Where they are not tied: one matrix for both embeddings nevertheless, and another for the output projection, as in T5 1.1.</summary>
    public bool TieInputs { get; init; }

    /// <summary>Whether the output projection has a bias.</summary>
    public bool OutputBias { get; init; }

    /// <summary>Multiply embeddings by √D; off to show its effect.</summary>
    public bool ScaleEmbeddings { get; init; } = true;

    /// <summary>The longest sequence the model is meant for, in tokens.</summary>
    public int MaximumLength { get; init; } = 256;

    /// <summary>Checks that the sizes fit each other.</summary>
    /// <exception cref="Text.UserException">They do not; the message names the key.</exception>
    public void Check()
    {
        Require(Vocabulary > 0, $"vocabulary is {Vocabulary}, but must be at least 1");
        Require(SourceVocabulary is null or > 0, $"source_vocabulary is {SourceVocabulary}, but must be at least 1");
        Require(SourceVocabulary is null || !(TieEmbeddings || TieInputs), "a source_vocabulary of its own cannot share one matrix with the target; set tie_embeddings: false and leave out tie_inputs");
        Require(EncoderLayers > 0, $"encoder_layers is {EncoderLayers}, but must be at least 1");
        Require(DecoderLayers > 0, $"decoder_layers is {DecoderLayers}, but must be at least 1");
        Require(MaximumLength > 1, $"maximum_length is {MaximumLength}, but must be at least 2");
        RequireNoFault("encoder_mask", EncoderMask.FindFault());
        RequireNoFault("decoder_mask", DecoderMask.FindFault());
        Require(!DecoderMask.SeesFuture, "decoder_mask lets a position see its future, which it has to predict; take causal, or sliding_window with after: 0");
        CheckStack();
    }

    public ISequenceToSequenceOptions WithVocabulary(int size) => this with { Vocabulary = size };

    public ISequenceToSequenceOptions WithLanguages(string source, string target) => this with { SourceLanguage = source, TargetLanguage = target };

    /// <summary>
    /// A known model: <c>base</c> (Vaswani et al., 2017, table 3), <c>small</c>, <c>tiny</c>, and in T5's manner (Raffel et al., 2020) <c>t5_small</c>, <c>t5_tiny</c>: a
    /// bias by distance, RMSNorm before each sub-layer, no biases, scores without a scale.
    /// </summary>
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
        "t5_small" => InTheMannerOfT5(new TransformerOptions()),
        "t5_tiny" => InTheMannerOfT5(Preset("tiny")),
        _ => throw new ArgumentException($"There is no preset '{name}'; there are base, small, tiny, t5_small and t5_tiny."),
    };

    private static TransformerOptions InTheMannerOfT5(TransformerOptions sizes) => sizes with
    {
        Position = new BucketedPosition(),
        Norm = new RmsNormOptions(),
        Placement = new PreNormPlacement(),
        Score = new DotProductScore(),
        Biases = false,
    };

    int ISequenceToSequenceOptions.LongestTarget => Position.IsLimited ? MaximumLength : int.MaxValue;

    SequenceToSequenceModel IModelOptions<SequenceToSequenceModel>.Build(bool forTraining) => new TransformerModel(this, forTraining);
}
