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

/// <summary><c>marian</c>: MarianMTModel, the paper's Transformer with a bias behind the output and the sines of a position before its cosines.</summary>
internal sealed class MarianArchitecture : Architecture
{
    private const float Epsilon = 1e-5f;

    public override string Name => "marian";

    public override IModelOptions<Model> Read(Configuration configuration)
    {
        configuration.Require("normalize_before", "false");
        configuration.Require("normalize_embedding", "false");
        configuration.Require("static_position_embeddings", "true");
        configuration.Require("share_encoder_decoder_embeddings", "true");
        int heads = configuration.Integer("encoder_attention_heads");
        configuration.Require("decoder_attention_heads", $"{heads}");
        int hidden = configuration.Integer("encoder_ffn_dim");
        configuration.Require("decoder_ffn_dim", $"{hidden}");
        int vocabulary = configuration.Integer("vocab_size");
        return new TransformerOptions
        {
            Vocabulary = vocabulary,
            StartToken = configuration.Integer(Configuration.StartToken, configuration.Integer(Configuration.Padding, vocabulary - 1)),
            Width = configuration.Integer("d_model"),
            EncoderLayers = configuration.Integer("encoder_layers"),
            DecoderLayers = configuration.Integer("decoder_layers"),
            Heads = new MultiHead { Count = heads },
            FeedForward = configuration.Text("activation_function", "gelu") switch
            {
                "swish" or "silu" => new SiluFeedForward { Width = hidden },
                "relu" => new ReluFeedForward { Width = hidden },
                "gelu" => new GeluFeedForward { Width = hidden },
                var other => throw new UserException($"{configuration.Path}: activation_function is {other}; Heed reads swish, relu and gelu."),
            },
            Position = new SinusoidalPosition { Layout = SinusoidLayout.Halves },
            Norm = new LayerNormOptions { Epsilon = Epsilon },
            ScaleEmbeddings = configuration.Flag("scale_embedding", false),
            OutputBias = true,
            Dropout = configuration.Number("dropout", 0.1f),
            MaximumLength = configuration.Integer("max_position_embeddings", 512),
        };
    }

    public override JsonObject? Write(IModelOptions<Model> options) => options is not TransformerOptions
    {
        Position: SinusoidalPosition { Layout: SinusoidLayout.Halves, First: 0 }, Placement: PostNormPlacement, Residual: AddResidual, Norm: LayerNormOptions { Epsilon: Epsilon }, Heads: MultiHead { HeadWidth: null },
        Biases: true, FeedForward: SiluFeedForward or ReluFeedForward or GeluFeedForward, TieEmbeddings: true, OutputBias: true, SourceVocabulary: null, Score: ScaledDotProductScore,
        EncoderMask: FullMask, DecoderMask: CausalMask
    } marian
        ? null
        : new JsonObject
        {
            ["architectures"] = new JsonArray("MarianMTModel"),
            [Configuration.ModelType] = Name,
            ["is_encoder_decoder"] = true,
            ["vocab_size"] = marian.Vocabulary,
            [Configuration.StartToken] = marian.StartToken ?? (int)SpecialToken.Start,
            [Configuration.Padding] = marian.StartToken ?? (int)SpecialToken.Padding,
            ["d_model"] = marian.Width,
            ["encoder_layers"] = marian.EncoderLayers,
            ["decoder_layers"] = marian.DecoderLayers,
            ["encoder_attention_heads"] = marian.Heads.Count,
            ["decoder_attention_heads"] = marian.Heads.Count,
            ["encoder_ffn_dim"] = marian.FeedForward.Width,
            ["decoder_ffn_dim"] = marian.FeedForward.Width,
            ["activation_function"] = marian.FeedForward switch { SiluFeedForward => "swish", ReluFeedForward => "relu", _ => "gelu" },
            ["dropout"] = marian.Dropout,
            ["max_position_embeddings"] = marian.MaximumLength,
            ["scale_embedding"] = marian.ScaleEmbeddings,
            ["share_encoder_decoder_embeddings"] = true,
            ["static_position_embeddings"] = true,
        };

    public override NameTable Names(IModelOptions<Model> options)
    {
        var marian = (TransformerOptions)options;
        return new NameTable(
        [
            new("model.shared.weight", "shared.weight"),
            .. Enumerable.Range(0, marian.EncoderLayers).SelectMany(layer => Layer($"encoder.layers.{layer}", ["self_attn"])),
            .. Enumerable.Range(0, marian.DecoderLayers).SelectMany(layer => Layer($"decoder.layers.{layer}", ["self_attn", "encoder_attn"])),
            new("final_logits_bias", "lm_head.bias") { IsRow = true },
        ])
        {
            Prefix = "model.",
            Copies =
            [
                "lm_head.weight", "model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight", "model.encoder.embed_positions.weight",
                "model.decoder.embed_positions.weight",
            ],
        };
    }

    /// <summary>Heed's names are Marian's, but for the prefix.</summary>
    private static IEnumerable<TensorName> Layer(string name, string[] attentions)
    {
        string[] parts = [.. attentions.SelectMany(attention => (string[])[$"{attention}.q_proj", $"{attention}.k_proj", $"{attention}.v_proj", $"{attention}.out_proj", $"{attention}_layer_norm"]), "fc1", "fc2", "final_layer_norm"];
        return parts.SelectMany(part => Pair($"model.{name}.{part}", $"{name}.{part}"));
    }
}
