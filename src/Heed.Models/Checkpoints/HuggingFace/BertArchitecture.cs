using System.Text.Json.Nodes;
using Heed.Models.Bert;
using Heed.Models.Classification;
using Heed.Nn.Attention;
using Heed.Nn.Attention.Scores;
using Heed.Nn.FeedForward;
using Heed.Nn.Normalization;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;
using Heed.Text;

namespace Heed.Models.Checkpoints.HuggingFace;

/// <summary><c>bert</c>: BertForPreTraining and BertForSequenceClassification.</summary>
internal sealed class BertArchitecture : Architecture
{
    private const string Pretraining = "BertForPreTraining";
    private const string Classification = "BertForSequenceClassification";

    public override string Name => "bert";

    public override IModelOptions<Model> Read(Configuration configuration)
    {
        configuration.Require("hidden_act", "gelu");
        configuration.Require("position_embedding_type", "absolute");
        return configuration.Architecture() switch
        {
            Pretraining => Read(configuration, new BertPretrainingOptions()),
            Classification => Read(configuration, new BertClassifierOptions { Labels = configuration.Labels() }),
            var other => throw new UserException($"{configuration.Path}: the architecture is '{other}'; of BERT Heed reads {Pretraining} and {Classification}."),
        };
    }

    public override JsonObject? Write(IModelOptions<Model> options)
    {
        if (options is not BertOptions { Position: LearnedPosition, Placement: PostNormPlacement, Residual: AddResidual, Norm: LayerNormOptions norm, FeedForward: GeluFeedForward, Heads: MultiHead { HeadWidth: null }, Score: ScaledDotProductScore, Biases: true } bert
            || bert is BertClassifierOptions { Pooling: not SequencePooling.First })
        {
            return null;
        }

        var json = new JsonObject
        {
            ["architectures"] = new JsonArray(bert is BertClassifierOptions ? Classification : Pretraining),
            [Configuration.ModelType] = Name,
            ["vocab_size"] = bert.Vocabulary,
            ["hidden_size"] = bert.Width,
            ["num_hidden_layers"] = bert.Layers,
            ["num_attention_heads"] = bert.Heads.Count,
            ["intermediate_size"] = bert.FeedForward.Width,
            ["hidden_act"] = "gelu",
            ["hidden_dropout_prob"] = bert.Dropout,
            ["attention_probs_dropout_prob"] = 0,
            ["max_position_embeddings"] = bert.MaximumLength,
            ["type_vocab_size"] = bert.Segments,
            ["layer_norm_eps"] = norm.Epsilon,
        };
        if (bert is BertClassifierOptions { Labels: var labels })
        {
            json["id2label"] = new JsonObject(labels.Select((label, index) => KeyValuePair.Create<string, JsonNode?>($"{index}", label)));
            json["label2id"] = new JsonObject(labels.Select((label, index) => KeyValuePair.Create<string, JsonNode?>(label, index)));
        }

        return json;
    }

    public override NameTable Names(IModelOptions<Model> options) => new(
    [
        new("bert.embeddings.word_embeddings.weight", "embeddings.embed_tokens.weight"),
        new("bert.embeddings.position_embeddings.weight", "embeddings.embed_positions.weight"),
        new("bert.embeddings.token_type_embeddings.weight", "embeddings.embed_segments.weight"),
        .. Pair("bert.embeddings.LayerNorm", "embeddings.layer_norm"),
        .. Enumerable.Range(0, ((BertOptions)options).Layers).SelectMany(Layer),
        .. Pair("bert.pooler.dense", "pooler"),
        .. options is BertClassifierOptions ? Pair("classifier", "classifier") : PretrainingHeads(),
    ])
    {
        Prefix = "bert.",
        Copies = ["cls.predictions.decoder.weight", "cls.predictions.decoder.bias"],
        Constants = [".position_ids", ".token_type_ids"],
    };

    private static IEnumerable<TensorName> Layer(int index)
    {
        (string theirs, string ours) = ($"bert.encoder.layer.{index}", $"encoder.layers.{index}");
        return
        [
            .. Pair($"{theirs}.attention.self.query", $"{ours}.self_attn.q_proj"),
            .. Pair($"{theirs}.attention.self.key", $"{ours}.self_attn.k_proj"),
            .. Pair($"{theirs}.attention.self.value", $"{ours}.self_attn.v_proj"),
            .. Pair($"{theirs}.attention.output.dense", $"{ours}.self_attn.out_proj"),
            .. Pair($"{theirs}.attention.output.LayerNorm", $"{ours}.self_attn_layer_norm"),
            .. Pair($"{theirs}.intermediate.dense", $"{ours}.fc1"),
            .. Pair($"{theirs}.output.dense", $"{ours}.fc2"),
            .. Pair($"{theirs}.output.LayerNorm", $"{ours}.final_layer_norm"),
        ];
    }

    private static IEnumerable<TensorName> PretrainingHeads() =>
    [
        new("cls.predictions.bias", "lm_head.bias"),
        .. Pair("cls.predictions.transform.dense", "lm_head.dense"),
        .. Pair("cls.predictions.transform.LayerNorm", "lm_head.layer_norm"),
        .. Pair("cls.seq_relationship", "next_sentence"),
    ];

    private static T Read<T>(Configuration configuration, T options)
        where T : BertOptions => options with
        {
            Vocabulary = configuration.Integer("vocab_size"),
            Width = configuration.Integer("hidden_size"),
            Layers = configuration.Integer("num_hidden_layers"),
            Heads = new MultiHead { Count = configuration.Integer("num_attention_heads") },
            FeedForward = new GeluFeedForward { Width = configuration.Integer("intermediate_size") },
            Dropout = configuration.Number("hidden_dropout_prob", 0.1f),
            MaximumLength = configuration.Integer("max_position_embeddings"),
            Segments = configuration.Integer("type_vocab_size", 2),
            Norm = new LayerNormOptions { Epsilon = configuration.Number("layer_norm_eps", 1e-12f) },
        };
}
