using Heed.Models.SequenceToSequence;
using Heed.Nn;
using Heed.Nn.Embeddings;
using Heed.Nn.Masks;
using Heed.Nn.Recurrent;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Batching;

namespace Heed.Models.Recurrent;

/// <summary>
/// What came before the Transformer: a recurrent encoder in both directions and a recurrent decoder that asks it by additive attention (Bahdanau, Cho and
/// Bengio, 2015), wired as in GNMT (Wu et al., 2016, figure 1):
/// <code>
/// source → embedding → encoder ⇄ ────────── memory ─┐           last states → tanh(W ·) → the decoder's first states
/// target → embedding → asking layer → attention ←───┘
///                            └─────── [h ; context] → reading layers → tanh(W [h ; context]) → logits
/// </code>
/// </summary>
/// <remarks>
/// Bahdanau's attention asks with the decoder's previous top state, so that each step waits for the attention of the step before. Here the lowest layer
/// asks with its current state: it needs no answer itself, so in teacher forcing attention and all projections are one product over all rows of the batch, and
/// only the recurrences run step by step; the layers above remember what has been read. That is the fastest form that still knows its past answers.
/// </remarks>
public sealed class RecurrentModel : SequenceToSequenceModel
{
    private static readonly FullMask CrossMask = new();

    private readonly TokenEmbedding sourceEmbedding;
    private readonly RecurrentStack encoder;
    private readonly Linear bridge;
    private readonly Tensor[] encoderStates;
    private readonly Parameter outputProjection;

    /// <summary>Builds the model with undefined parameters: <see cref="ParameterStore.Initialize"/> or load them next.</summary>
    /// <param name="options">Its shape and parts.</param>
    /// <param name="forTraining">Whether to allocate gradients.</param>
    /// <exception cref="Text.UserException">The sizes do not fit each other.</exception>
    public RecurrentModel(RecurrentOptions options, bool forTraining)
    {
        options.Check();
        Options = options;
        ParameterInitializer initializer = Initializers.Normal(1 / MathF.Sqrt(options.Width));
        var shape = new Shape(options.Vocabulary, options.Width);
        Parameter source = Parameters.Add(options.TieEmbeddings ? "shared.weight" : "encoder.embed_tokens.weight", shape, initializer);
        Parameter target = options.TieEmbeddings ? source : Parameters.Add("decoder.embed_tokens.weight", shape, initializer);
        float scale = MathF.Sqrt(options.Width);
        sourceEmbedding = new TokenEmbedding(source, positions: null, scale, options.Dropout);
        encoder = new RecurrentStack(Parameters, "encoder", options.Width, options.Encoder);
        encoderStates = new Tensor[options.EncoderLayers * 2];
        int lastStates = 2 * options.Cell.StateWidth(options.Width / 2);
        bridge = new Linear(Parameters, "bridge", lastStates, RecurrentDecoder.StateWidth(options), new LinearOptions { Activation = Activation.Tanh });
        Decoder = new RecurrentDecoder(Parameters, options, new TokenEmbedding(target, positions: null, scale, options.Dropout));
        outputProjection = options.TieEmbeddings ? source : Parameters.Add("lm_head.weight", shape, initializer);
        Parameters.Allocate(forTraining);
    }

    public override RecurrentOptions Options { get; }

    public override int Width => Options.Width;

    internal RecurrentDecoder Decoder { get; }

    public override CrossEntropyResult Loss(Workspace workspace, PackedBatch batch, in LossOptions loss)
    {
        Sequences source = Sequences.Packed(workspace, batch.SourceOffsets.Span);
        Sequences target = Sequences.Packed(workspace, batch.TargetOffsets.Span);
        (Tensor memory, Tensor states) = Encode(workspace, batch.SourceIds.Span, source);
        Tensor hidden = Decode(workspace, batch.TargetInputIds.Span, target, (memory, states), source); // (N, D)
        return CrossEntropyOp.Apply(hidden, outputProjection, null, workspace.From(batch.TargetOutputIds.Span), loss);
    }

    /// <summary>Source ids → memory (M, D), and the decoder's first states (B, S).</summary>
    public (Tensor Memory, Tensor States) Encode(Workspace workspace, ReadOnlySpan<int> ids, in Sequences sequences)
    {
        Tensor x = sourceEmbedding.Forward(workspace, workspace.From(ids), sequences.Positions, sequences.Longest);
        Tensor memory = encoder.Forward(x, RecurrentRows.Of(workspace, sequences), default, encoderStates);
        return (memory, bridge.Forward(ConcatenationOp.Apply(encoderStates[^2], encoderStates[^1])));
    }

    /// <summary>Target ids and what <see cref="Encode"/> gave → hidden states (N, D).</summary>
    public Tensor Decode(Workspace workspace, ReadOnlySpan<int> ids, in Sequences target, (Tensor Memory, Tensor States) encoded, in Sequences source) =>
        Decoder.Forward(
            Decoder.Embed(workspace, ids),
            encoded.Memory,
            CrossMask.Layout(workspace, target, source),
            new DecoderStates(RecurrentRows.Of(workspace, target), encoded.States));

    /// <summary>Hidden states (N, D) → logits (N, V).</summary>
    public Tensor Logits(Tensor hidden) => LinearOp.Apply(hidden, outputProjection, null);

    public override DecodingSession StartDecoding() => new RecurrentDecodingSession(this);
}
