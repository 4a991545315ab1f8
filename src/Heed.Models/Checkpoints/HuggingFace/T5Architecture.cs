using System.Text.Json.Nodes;
using Heed.Models.Transformer;
using Heed.Nn.Attention;
using Heed.Nn.Attention.Scores;
using Heed.Nn.FeedForward;
using Heed.Nn.Masks;
using Heed.Nn.Normalization;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;
using Heed.Text;
using Heed.Text.Tokenization;

namespace Heed.Models.Checkpoints.HuggingFace;

/// <summary>
/// <c>t5</c>: T5ForConditionalGeneration in both forms. With tied embeddings T5 divides what goes into the output projection by √D; Heed multiplies
/// embeddings by √D and has them smaller by as much, which is the same function.
/// </summary>
internal sealed class T5Architecture : Architecture
{
    private const string Relu = "relu";
    private const string Gated = "gated-gelu";

    public override string Name => "t5";

    public override IModelOptions<Model> Read(Configuration configuration)
    {
        int width = configuration.Integer("d_model");
        int heads = configuration.Integer("num_heads");
        int hidden = configuration.Integer("d_ff");
        int layers = configuration.Integer("num_layers");
        bool tied = configuration.Flag("tie_word_embeddings", true);
        return new TransformerOptions
        {
            Vocabulary = configuration.Integer("vocab_size"),
            StartToken = configuration.Integer(Configuration.StartToken, configuration.Integer(Configuration.Padding, 0)),
            Width = width,
            EncoderLayers = layers,
            DecoderLayers = configuration.Integer("num_decoder_layers", layers),
            Heads = new MultiHead { Count = heads, HeadWidth = configuration.Integer("d_kv", width / heads) },
            Score = new DotProductScore(),
            FeedForward = configuration.Text("feed_forward_proj", Relu) switch
            {
                Relu => new ReluFeedForward { Width = hidden },
                Gated => new GeGluFeedForward { Width = hidden },
                var other => throw new UserException($"{configuration.Path}: feed_forward_proj is {other}; Heed reads {Relu} and {Gated}."),
            },
            Position = new BucketedPosition
            {
                Buckets = configuration.Integer("relative_attention_num_buckets", 32),
                MaximumDistance = configuration.Integer("relative_attention_max_distance", 128),
            },
            Norm = new RmsNormOptions { Epsilon = configuration.Number("layer_norm_epsilon", 1e-6f) },
            Placement = new PreNormPlacement(),
            Biases = false,
            TieEmbeddings = tied,
            TieInputs = true,
            ScaleEmbeddings = tied,
            Dropout = configuration.Number("dropout_rate", 0.1f),
            MaximumLength = configuration.Integer("n_positions", 512),
        };
    }

    public override JsonObject? Write(IModelOptions<Model> options) => options is not TransformerOptions
    {
        Position: BucketedPosition position, Placement: PreNormPlacement, Residual: AddResidual, Norm: RmsNormOptions norm, Heads: MultiHead, Biases: false,
        FeedForward: ReluFeedForward or GeGluFeedForward, Score: DotProductScore, OutputBias: false, SourceVocabulary: null, EncoderMask: FullMask, DecoderMask: CausalMask
    } t5 || t5.ScaleEmbeddings != t5.TieEmbeddings || !(t5.TieEmbeddings || t5.TieInputs)
        ? null
        : new JsonObject
        {
            ["architectures"] = new JsonArray("T5ForConditionalGeneration"),
            [Configuration.ModelType] = Name,
            ["is_encoder_decoder"] = true,
            ["vocab_size"] = t5.Vocabulary,
            [Configuration.StartToken] = t5.StartToken ?? (int)SpecialToken.Start,
            [Configuration.Padding] = t5.StartToken ?? (int)SpecialToken.Padding,
            ["d_model"] = t5.Width,
            ["d_kv"] = t5.Heads.Width(t5.Width),
            ["d_ff"] = t5.FeedForward.Width,
            ["num_layers"] = t5.EncoderLayers,
            ["num_decoder_layers"] = t5.DecoderLayers,
            ["num_heads"] = t5.Heads.Count,
            ["relative_attention_num_buckets"] = position.Buckets,
            ["relative_attention_max_distance"] = position.MaximumDistance,
            ["dropout_rate"] = t5.Dropout,
            ["layer_norm_epsilon"] = norm.Epsilon,
            ["feed_forward_proj"] = t5.FeedForward is GeGluFeedForward ? Gated : Relu,
            ["tie_word_embeddings"] = t5.TieEmbeddings,
            ["n_positions"] = t5.MaximumLength,
        };

    public override NameTable Names(IModelOptions<Model> options)
    {
        var t5 = (TransformerOptions)options;
        bool tied = t5.TieEmbeddings;
        return new NameTable(
        [
            new("shared.weight", "shared.weight") { Scale = tied ? 1 / MathF.Sqrt(t5.Width) : 1 },
            .. Stack(t5, "encoder", t5.EncoderLayers, hasMemory: false),
            .. Stack(t5, "decoder", t5.DecoderLayers, hasMemory: true),
            .. tied ? (TensorName[])[] : [new("lm_head.weight", "lm_head.weight")],
        ])
        {
            Copies = ["encoder.embed_tokens.weight", "decoder.embed_tokens.weight", .. tied ? ["lm_head.weight"] : (string[])[]],
            Constants = [".layer.1.EncDecAttention.relative_attention_bias.weight"],
        };
    }

    private static IEnumerable<TensorName> Stack(TransformerOptions t5, string side, int layers, bool hasMemory)
    {
        yield return new TensorName($"{side}.block.0.layer.0.SelfAttention.relative_attention_bias.weight", $"{side}.relative_attention_bias.weight");
        for (int index = 0; index < layers; index++)
        {
            (string theirs, string ours) = ($"{side}.block.{index}.layer", $"{side}.layers.{index}");
            IEnumerable<TensorName> layer =
            [
                new($"{theirs}.0.layer_norm.weight", $"{ours}.self_attn_layer_norm.weight"),
                .. Attention($"{theirs}.0.SelfAttention", $"{ours}.self_attn"),
                .. hasMemory
                    ? [new($"{theirs}.1.layer_norm.weight", $"{ours}.encoder_attn_layer_norm.weight"), .. Attention($"{theirs}.1.EncDecAttention", $"{ours}.encoder_attn")]
                    : (TensorName[])[],
                .. FeedForward($"{theirs}.{(hasMemory ? 2 : 1)}", ours, t5.FeedForward is GeGluFeedForward),
            ];
            foreach (TensorName name in layer)
            {
                yield return name;
            }
        }

        yield return new TensorName($"{side}.final_layer_norm.weight", $"{side}.layer_norm.weight");
    }

    private static IEnumerable<TensorName> Attention(string theirs, string ours) =>
    [
        new($"{theirs}.q.weight", $"{ours}.q_proj.weight"),
        new($"{theirs}.k.weight", $"{ours}.k_proj.weight"),
        new($"{theirs}.v.weight", $"{ours}.v_proj.weight"),
        new($"{theirs}.o.weight", $"{ours}.out_proj.weight"),
    ];

    private static IEnumerable<TensorName> FeedForward(string theirs, string ours, bool isGated) =>
    [
        new($"{theirs}.layer_norm.weight", $"{ours}.final_layer_norm.weight"),
        .. isGated
            ? (TensorName[])[
                new($"{theirs}.DenseReluDense.wi_0.weight", $"{ours}.gate_proj.weight"),
                new($"{theirs}.DenseReluDense.wi_1.weight", $"{ours}.up_proj.weight"),
                new($"{theirs}.DenseReluDense.wo.weight", $"{ours}.down_proj.weight")]
            : [new($"{theirs}.DenseReluDense.wi.weight", $"{ours}.fc1.weight"), new($"{theirs}.DenseReluDense.wo.weight", $"{ours}.fc2.weight")],
    ];
}
