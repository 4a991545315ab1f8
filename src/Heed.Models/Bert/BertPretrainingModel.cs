using Heed.Models.MaskedLanguage;
using Heed.Nn;
using Heed.Nn.Normalization;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Batching.Masked;

namespace Heed.Models.Bert;

/// <summary>
/// BERT with the heads it is pre-trained with: every hidden piece from its own hidden state, and from [CLS] whether the second segment follows
/// the first (Devlin et al., 2019, §3.1). Pieces are hidden in the input; attention sees everything.
/// </summary>
public sealed class BertPretrainingModel : MaskedLanguageModel, ITextEncoder
{
    private const int Continuations = 2;

    private readonly BertEncoder encoder;
    private readonly Linear transform;
    private readonly Norm transformNorm;
    private readonly Parameter outputBias;
    private readonly Linear continuation;

    /// <summary>Builds the model with undefined parameters.</summary>
    /// <exception cref="Text.UserException">The sizes do not fit each other.</exception>
    public BertPretrainingModel(BertPretrainingOptions options, bool forTraining)
    {
        options.Check();
        Options = options;
        encoder = new BertEncoder(Parameters, options);
        transform = new Linear(Parameters, "lm_head.dense", options.Width, options.Width, new LinearOptions { Activation = Activation.Gelu });
        transformNorm = options.Norm.Build(Parameters, "lm_head.layer_norm", options.Width);
        outputBias = Parameters.Add("lm_head.bias", new Shape(options.Vocabulary), Initializers.Zeros);
        continuation = new Linear(Parameters, "next_sentence", options.Width, Continuations);
        Parameters.Allocate(forTraining);
    }

    public override BertPretrainingOptions Options { get; }

    public override int Width => Options.Width;

    public int MaximumLength => Options.MaximumLength;

    public override MaskedLosses Loss(Workspace workspace, MaskedBatch batch, in LossOptions loss)
    {
        Sequences sequences = Sequences.Packed(workspace, batch.Offsets);
        Tensor hidden = encoder.Forward(workspace, batch.Ids, batch.Segments, sequences); // (N, D)
        float weight = (float)batch.MaskedRows.Length / batch.Count;
        CrossEntropyResult next = CrossEntropyOp.Apply(
            encoder.Pool(hidden, sequences),
            continuation.Weight,
            continuation.Bias,
            workspace.From(batch.Continuations),
            new LossOptions(0, weight * loss.Scale));
        Tensor masked = RowGatherOp.Apply(hidden, workspace.From(batch.MaskedRows)); // (M, D)
        CrossEntropyResult pieces = CrossEntropyOp.Apply(Transform(masked), encoder.Embeddings.Table, outputBias, workspace.From(batch.MaskedIds), loss);
        return new MaskedLosses(pieces, next, weight);
    }

    /// <summary>Hidden states (N, D) → logits over the vocabulary (N, V).</summary>
    public Tensor PieceLogits(Tensor hidden) => LinearOp.Apply(Transform(hidden), encoder.Embeddings.Table, outputBias);

    /// <summary>Hidden states (N, D) → logits (B, 2): the second segment follows the first, or comes from elsewhere.</summary>
    public Tensor ContinuationLogits(Tensor hidden, in Sequences sequences) => continuation.Forward(encoder.Pool(hidden, sequences));

    /// <summary>Ids and segments (N) → hidden states (N, D).</summary>
    public Tensor Encode(Workspace workspace, ReadOnlySpan<int> ids, ReadOnlySpan<int> segments, in Sequences sequences) =>
        encoder.Forward(workspace, ids, segments, sequences);

    public Tensor Encode(Workspace workspace, ReadOnlySpan<int> ids, in Sequences sequences) => encoder.Forward(workspace, ids, sequences);

    private Tensor Transform(Tensor hidden) => transformNorm.Forward(transform.Forward(hidden)); // (M, D)
}
