using System.Text.Json.Nodes;
using Heed.Models.Gpt;
using Heed.Nn.Attention;
using Heed.Nn.Attention.Scores;
using Heed.Nn.FeedForward;
using Heed.Nn.Masks;
using Heed.Nn.Normalization;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;

namespace Heed.Models.Checkpoints.HuggingFace;

/// <summary><c>gpt2</c>: GPT2LMHeadModel, whose linear layers are stored transposed and whose queries, keys and values are one.</summary>
internal sealed class GptArchitecture : Architecture
{
    public override string Name => "gpt2";

    public override IModelOptions<Model> Read(Configuration configuration)
    {
        configuration.Require("activation_function", "gelu_new");
        configuration.Require("scale_attn_weights", "true");
        configuration.Require("scale_attn_by_inverse_layer_idx", "false");
        configuration.Require("tie_word_embeddings", "true");
        int width = configuration.Integer("n_embd");
        return new GptOptions
        {
            Vocabulary = configuration.Integer("vocab_size"),
            Width = width,
            Layers = configuration.Integer("n_layer"),
            Heads = new MultiHead { Count = configuration.Integer("n_head") },
            FeedForward = new GeluTanhFeedForward { Width = configuration.Integer("n_inner", 4 * width) },
            MaximumLength = configuration.Integer("n_positions"),
            Norm = new LayerNormOptions { Epsilon = configuration.Number("layer_norm_epsilon", 1e-5f) },
            Dropout = configuration.Number("resid_pdrop", 0.1f),
        };
    }

    public override JsonObject? Write(IModelOptions<Model> options) => options is not GptOptions
    {
        Position: LearnedPosition, Placement: PreNormPlacement, Residual: AddResidual, Norm: LayerNormOptions norm, FeedForward: GeluTanhFeedForward,
        Heads: MultiHead { HeadWidth: null }, Score: ScaledDotProductScore, Mask: CausalMask, Biases: true, TieEmbeddings: true, ScaleEmbeddings: false
    } gpt
        ? null
        : new JsonObject
        {
            ["architectures"] = new JsonArray("GPT2LMHeadModel"),
            [Configuration.ModelType] = Name,
            ["vocab_size"] = gpt.Vocabulary,
            ["n_embd"] = gpt.Width,
            ["n_layer"] = gpt.Layers,
            ["n_head"] = gpt.Heads.Count,
            ["n_inner"] = gpt.FeedForward.Width,
            ["n_positions"] = gpt.MaximumLength,
            ["activation_function"] = "gelu_new",
            ["layer_norm_epsilon"] = norm.Epsilon,
            ["resid_pdrop"] = gpt.Dropout,
            ["embd_pdrop"] = gpt.Dropout,
            ["attn_pdrop"] = 0,
        };

    public override NameTable Names(IModelOptions<Model> options) => new(
    [
        new("transformer.wte.weight", "decoder.embed_tokens.weight"),
        new("transformer.wpe.weight", "decoder.embed_positions.weight"),
        .. Enumerable.Range(0, ((GptOptions)options).Layers).SelectMany(Layer),
        .. Pair("transformer.ln_f", "decoder.layer_norm"),
    ])
    {
        Prefix = "transformer.",
        Copies = ["lm_head.weight"],
        Constants = [".attn.bias", ".attn.masked_bias"],
    };

    private static IEnumerable<TensorName> Layer(int index)
    {
        (string theirs, string ours) = ($"transformer.h.{index}", $"decoder.layers.{index}");
        return
        [
            .. Pair($"{theirs}.ln_1", $"{ours}.self_attn_layer_norm"),
            .. Conv1D($"{theirs}.attn.c_attn", $"{ours}.self_attn.q_proj", $"{ours}.self_attn.k_proj", $"{ours}.self_attn.v_proj"),
            .. Conv1D($"{theirs}.attn.c_proj", $"{ours}.self_attn.out_proj"),
            .. Pair($"{theirs}.ln_2", $"{ours}.final_layer_norm"),
            .. Conv1D($"{theirs}.mlp.c_fc", $"{ours}.fc1"),
            .. Conv1D($"{theirs}.mlp.c_proj", $"{ours}.fc2"),
        ];
    }

    private static IEnumerable<TensorName> Conv1D(string theirs, params string[] ours) =>
    [
        new($"{theirs}.weight", [.. ours.Select(name => $"{name}.weight")]) { IsTransposed = true },
        new($"{theirs}.bias", [.. ours.Select(name => $"{name}.bias")]),
    ];
}
