using Heed.Models.SequenceToSequence;
using Heed.Models.Stacks;
using Heed.Nn;
using Heed.Nn.Attention;
using Heed.Nn.Embeddings;
using Heed.Nn.Masks;
using Heed.Nn.Positions;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Batching;

namespace Heed.Models.Transformer;

/// <summary>
/// The encoder-decoder Transformer (Vaswani et al., 2017): source ids → encoder → memory; target ids → decoder, which attends to its own
/// past and to the memory → a distribution over the vocabulary for each position.
/// </summary>
public sealed class TransformerModel : SequenceToSequenceModel
{
    private static readonly FullMask CrossMask = new();

    private readonly TokenEmbedding sourceEmbedding;
    private readonly SelfAttentionStack encoder;
    private readonly Parameter outputProjection;
    private readonly Parameter? outputBias;

    /// <summary>Builds the model with undefined parameters: <see cref="ParameterStore.Initialize"/> or load them next.</summary>
    /// <param name="options">Its shape and parts.</param>
    /// <param name="forTraining">Whether to allocate gradients.</param>
    /// <exception cref="Text.UserException">The sizes do not fit each other.</exception>
    public TransformerModel(TransformerOptions options, bool forTraining)
    {
        options.Check();
        Options = options;
        ParameterInitializer initializer = Initializers.Normal(1 / MathF.Sqrt(options.Width));
        var shape = new Shape(options.Vocabulary, options.Width);
        bool sharesInputs = options.TieEmbeddings || options.TieInputs;
        Parameter source = Parameters.Add(sharesInputs ? "shared.weight" : "encoder.embed_tokens.weight", new Shape(options.SourceVocabulary ?? options.Vocabulary, options.Width), initializer);
        Parameter target = sharesInputs ? source : Parameters.Add("decoder.embed_tokens.weight", shape, initializer);
        sourceEmbedding = Embedding(source, "encoder");
        TargetEmbedding = Embedding(target, "decoder");
        encoder = new SelfAttentionStack(Parameters, "encoder", options, options.EncoderLayers, options.EncoderMask.SeesFuture);
        Decoder = new Decoder(Parameters, options);
        outputProjection = options.TieEmbeddings ? source : Parameters.Add("lm_head.weight", shape, initializer);
        outputBias = options.OutputBias ? Parameters.Add("lm_head.bias", new Shape(options.Vocabulary), Initializers.Zeros) : null;
        Parameters.Allocate(forTraining);
    }

    public override TransformerOptions Options { get; }

    public override int Width => Options.Width;

    internal Decoder Decoder { get; }

    /// <summary>The target's way in, its weight shared with the source's where the options say so.</summary>
    internal TokenEmbedding TargetEmbedding { get; }

    /// <summary>
    /// Teacher forcing: the loss of every target token given the true ones before it, all positions in one pass. A negative
    /// target id marks a row that counts for nothing.
    /// </summary>
    public CrossEntropyResult Loss(Workspace workspace, in TeacherForcing batch, in LossOptions loss)
    {
        Tensor memory = Encode(workspace, batch.SourceIds, batch.Source); // (M, D)
        Tensor hidden = Decode(workspace, batch.TargetInputIds, batch.Target, memory, batch.Source); // (N, D)
        return CrossEntropyOp.Apply(hidden, outputProjection, outputBias, workspace.From(batch.TargetOutputIds), loss);
    }

    /// <summary>The loss of a packed batch; see <see cref="Loss(Workspace, in TeacherForcing, in LossOptions)"/>.</summary>
    public override CrossEntropyResult Loss(Workspace workspace, PackedBatch batch, in LossOptions loss) =>
        Loss(workspace, TeacherForcing.Packed(workspace, batch), loss);

    /// <summary>Source ids → memory (M, D).</summary>
    public Tensor Encode(Workspace workspace, ReadOnlySpan<int> ids, in Sequences sequences)
    {
        Tensor x = Embed(sourceEmbedding, workspace, ids, sequences);
        AttentionLayout layout = Options.EncoderMask.Layout(workspace, sequences, sequences);
        return encoder.Forward(x, new SelfRows(layout, sequences.Positions, encoder.Position.Bias(workspace, sequences.Longest)) { Real = sequences.Real });
    }

    /// <summary>Target ids and memory (M, D) → hidden states (N, D).</summary>
    public Tensor Decode(Workspace workspace, ReadOnlySpan<int> ids, in Sequences target, Tensor memory, in Sequences source)
    {
        Tensor x = Embed(TargetEmbedding, workspace, ids, target);
        AttentionLayout past = Options.DecoderMask.Layout(workspace, target, target);
        var self = new SelfRows(past, target.Positions, Decoder.Position.Bias(workspace, target.Longest)) { Real = target.Real };
        var layouts = new DecoderLayouts(self, CrossMask.Layout(workspace, target, source));
        return Decoder.Forward(x, memory, layouts);
    }

    /// <summary>Hidden states (N, D) → logits (N, V).</summary>
    public Tensor Logits(Tensor hidden) => LinearOp.Apply(hidden, outputProjection, outputBias);

    public override DecodingSession StartDecoding() => new TransformerDecodingSession(this);

    private static Tensor Embed(TokenEmbedding embedding, Workspace workspace, ReadOnlySpan<int> ids, in Sequences sequences) =>
        embedding.Forward(workspace, workspace.From(ids), sequences.Positions, sequences.Longest);

    private TokenEmbedding Embedding(Parameter table, string name)
    {
        IPositionTable? positions = Options.Position.BuildTable(Parameters, name, Options.Width, Options.MaximumLength);
        return new TokenEmbedding(table, positions, Options.ScaleEmbeddings ? MathF.Sqrt(Options.Width) : 1, Options.Dropout);
    }
}
