using Heed.Nn;
using Heed.Nn.Embeddings;
using Heed.Nn.Normalization;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Bert;

/// <summary>dropout(Norm(token + position + segment)): ids (N) → (N, D) (Devlin et al., 2019, figure 2).</summary>
internal sealed class BertEmbeddings
{
    // Of BERT's code.
    private const float StandardDeviation = 0.02f;

    private readonly TokenEmbedding tokens;
    private readonly PositionTable segments;
    private readonly Norm norm;
    private readonly float dropout;

    /// <summary>Declares the tables and the norm under <c>embeddings</c>.</summary>
    public BertEmbeddings(ParameterStore store, BertOptions options)
    {
        ParameterInitializer initializer = Initializers.Normal(StandardDeviation);
        Parameter table = store.Add("embeddings.embed_tokens.weight", new Shape(options.Vocabulary, options.Width), initializer);
        tokens = new TokenEmbedding(table, options.Position.BuildTable(store, "embeddings", options.Width, options.MaximumLength), scale: 1, dropout: 0);
        segments = PositionTable.Learned(store.Add("embeddings.embed_segments.weight", new Shape(options.Segments, options.Width), initializer));
        norm = options.Norm.Build(store, "embeddings.layer_norm", options.Width);
        dropout = options.Dropout;
    }

    /// <summary>The token embeddings (V, D), which the masked language model's output shares.</summary>
    public Parameter Table => tokens.Table;

    public Tensor Forward(Workspace workspace, Integers ids, Integers segment, in Sequences sequences)
    {
        Tensor x = tokens.Forward(workspace, ids, sequences.Positions, sequences.Longest); // (N, D)
        return DropoutOp.Apply(norm.Forward(PositionOp.Apply(x, segments, segment)), dropout);
    }
}
