using Heed.Models.Classification;
using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.BagOfEmbeddings;

/// <summary>features = dropout(mean over the text of E[id]) (Iyyer et al., 2015, without hidden layers; Joulin et al., 2017).</summary>
public sealed class BagOfEmbeddingsModel : ClassifierModel
{
    private readonly Parameter embeddings;

    /// <summary>Builds the model with undefined parameters.</summary>
    /// <exception cref="Text.UserException">The sizes do not fit each other.</exception>
    public BagOfEmbeddingsModel(BagOfEmbeddingsOptions options, bool forTraining)
    {
        options.Check();
        Options = options;
        embeddings = Parameters.Add("embeddings.weight", new Shape(options.Vocabulary, options.Width), Initializers.Normal(0.1f));
        Output = DeclareOutput(options.Width, options.Labels);
        Parameters.Allocate(forTraining);
    }

    public override BagOfEmbeddingsOptions Options { get; }

    public override int Width => Options.Width;

    protected internal override Linear Output { get; }

    public override Tensor Features(Workspace workspace, ReadOnlySpan<int> ids, in Sequences texts)
    {
        Tensor x = EmbeddingOp.Apply(workspace, embeddings, workspace.From(ids), scale: 1); // (N, D)
        return DropoutOp.Apply(SequenceMeanOp.Apply(x, texts.Offsets, texts.Lengths), Options.Dropout); // (B, D)
    }
}
