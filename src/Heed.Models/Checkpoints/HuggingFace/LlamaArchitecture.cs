using System.Text.Json.Nodes;
using Heed.Models.Gpt;
using Heed.Nn.Attention;
using Heed.Nn.Attention.Scores;
using Heed.Nn.FeedForward;
using Heed.Nn.Masks;
using Heed.Nn.Normalization;
using Heed.Nn.Positions;
using Heed.Nn.Positions.Scaling;
using Heed.Nn.Residuals;

namespace Heed.Models.Checkpoints.HuggingFace;

/// <summary><c>llama</c>: LlamaForCausalLM.</summary>
internal sealed class LlamaArchitecture : Architecture
{
    public override string Name => "llama";

    public override IModelOptions<Model> Read(Configuration configuration)
    {
        configuration.Require("hidden_act", "silu");
        configuration.Require("rope_scaling", "");
        configuration.Require("attention_bias", "false");
        configuration.Require("mlp_bias", "false");
        int heads = configuration.Integer("num_attention_heads");
        int width = configuration.Integer("hidden_size");
        return new GptOptions
        {
            Vocabulary = configuration.Integer("vocab_size"),
            Width = width,
            Layers = configuration.Integer("num_hidden_layers"),
            Heads = new GroupedQueryHeads { Count = heads, Groups = configuration.Integer("num_key_value_heads", heads), HeadWidth = configuration.Integer("head_dim", width / heads) },
            FeedForward = new SwiGluFeedForward { Width = configuration.Integer("intermediate_size") },
            Position = new RotaryPosition { Base = configuration.Number("rope_theta", 10000), Interleaved = false },
            Norm = new RmsNormOptions { Epsilon = configuration.Number("rms_norm_eps", 1e-6f) },
            MaximumLength = configuration.Integer("max_position_embeddings", 2048),
            TieEmbeddings = configuration.Flag("tie_word_embeddings", false),
            Biases = false,
            Dropout = 0,
        };
    }

    public override JsonObject? Write(IModelOptions<Model> options) => options is not GptOptions
    {
        Position: RotaryPosition { Interleaved: false, Scaling: NoScaling } rotary, Placement: PreNormPlacement, Residual: AddResidual, Norm: RmsNormOptions norm,
        FeedForward: SwiGluFeedForward, Score: ScaledDotProductScore, Heads.SharesQueryKey: false, Mask: CausalMask, Biases: false, ScaleEmbeddings: false
    } llama
        ? null
        : new JsonObject
        {
            ["architectures"] = new JsonArray("LlamaForCausalLM"),
            [Configuration.ModelType] = Name,
            ["vocab_size"] = llama.Vocabulary,
            ["hidden_size"] = llama.Width,
            ["num_hidden_layers"] = llama.Layers,
            ["num_attention_heads"] = llama.Heads.Count,
            ["num_key_value_heads"] = llama.Heads.KeyValueCount,
            ["head_dim"] = llama.Heads.Width(llama.Width),
            ["intermediate_size"] = llama.FeedForward.Width,
            ["hidden_act"] = "silu",
            ["max_position_embeddings"] = llama.MaximumLength,
            ["rms_norm_eps"] = norm.Epsilon,
            ["rope_theta"] = rotary.Base,
            ["tie_word_embeddings"] = llama.TieEmbeddings,
        };

    public override NameTable Names(IModelOptions<Model> options)
    {
        var llama = (GptOptions)options;
        return new NameTable(
        [
            new("model.embed_tokens.weight", "decoder.embed_tokens.weight"),
            .. Enumerable.Range(0, llama.Layers).SelectMany(Layer),
            new("model.norm.weight", "decoder.layer_norm.weight"),
            .. llama.TieEmbeddings ? (TensorName[])[] : [new("lm_head.weight", "lm_head.weight")],
        ])
        {
            Prefix = "model.",
            Copies = llama.TieEmbeddings ? ["lm_head.weight"] : [],
            Constants = [".rotary_emb.inv_freq"],
        };
    }

    private static IEnumerable<TensorName> Layer(int index)
    {
        (string theirs, string ours) = ($"model.layers.{index}", $"decoder.layers.{index}");
        return
        [
            new($"{theirs}.input_layernorm.weight", $"{ours}.self_attn_layer_norm.weight"),
            new($"{theirs}.self_attn.q_proj.weight", $"{ours}.self_attn.q_proj.weight"),
            new($"{theirs}.self_attn.k_proj.weight", $"{ours}.self_attn.k_proj.weight"),
            new($"{theirs}.self_attn.v_proj.weight", $"{ours}.self_attn.v_proj.weight"),
            new($"{theirs}.self_attn.o_proj.weight", $"{ours}.self_attn.out_proj.weight"),
            new($"{theirs}.post_attention_layernorm.weight", $"{ours}.final_layer_norm.weight"),
            new($"{theirs}.mlp.gate_proj.weight", $"{ours}.gate_proj.weight"),
            new($"{theirs}.mlp.up_proj.weight", $"{ours}.up_proj.weight"),
            new($"{theirs}.mlp.down_proj.weight", $"{ours}.down_proj.weight"),
        ];
    }
}
