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
public sealed class TransformerModel : IDisposable
{
    private static readonly FullMask CrossMask = new();

    private readonly TokenEmbedding sourceEmbedding;
    private readonly TokenEmbedding targetEmbedding;
    private readonly Encoder encoder;
    private readonly Decoder decoder;
    private readonly Parameter outputProjection;

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
        Parameter source = Parameters.Add(options.TieEmbeddings ? "shared.weight" : "encoder.embed_tokens.weight", shape, initializer);
        Parameter target = options.TieEmbeddings ? source : Parameters.Add("decoder.embed_tokens.weight", shape, initializer);
        sourceEmbedding = Embedding(source, "encoder");
        targetEmbedding = Embedding(target, "decoder");
        encoder = new Encoder(Parameters, options);
        decoder = new Decoder(Parameters, options);
        outputProjection = options.TieEmbeddings ? source : Parameters.Add("lm_head.weight", shape, initializer);
        Parameters.Allocate(forTraining);
    }

    public TransformerOptions Options { get; }

    public ParameterStore Parameters { get; } = new();

    /// <summary>
    /// Teacher forcing: the loss of every target token given the true ones before it, all positions in one pass. A negative
    /// target id marks a row that counts for nothing.
    /// </summary>
    public CrossEntropyResult Loss(Workspace workspace, in TeacherForcing batch, in LossOptions loss)
    {
        Tensor memory = Encode(workspace, batch.SourceIds, batch.Source); // (M, D)
        Tensor hidden = Decode(workspace, batch.TargetInputIds, batch.Target, memory, batch.Source); // (N, D)
        return CrossEntropyOp.Apply(hidden, outputProjection, null, workspace.From(batch.TargetOutputIds), loss);
    }

    /// <summary>The loss of a packed batch; see <see cref="Loss(Workspace, in TeacherForcing, in LossOptions)"/>.</summary>
    public CrossEntropyResult Loss(Workspace workspace, PackedBatch batch, in LossOptions loss) =>
        Loss(workspace, TeacherForcing.Packed(workspace, batch), loss);

    /// <summary>Source ids → memory (M, D).</summary>
    public Tensor Encode(Workspace workspace, ReadOnlySpan<int> ids, in Sequences sequences)
    {
        Tensor x = Embed(sourceEmbedding, workspace, ids, sequences);
        AttentionLayout layout = Options.EncoderMask.Layout(workspace, sequences, sequences);
        return encoder.Forward(x, new SelfRows(layout, sequences.Positions, encoder.Position.Bias(workspace, sequences.Longest)));
    }

    /// <summary>Target ids and memory (M, D) → hidden states (N, D).</summary>
    public Tensor Decode(Workspace workspace, ReadOnlySpan<int> ids, in Sequences target, Tensor memory, in Sequences source)
    {
        Tensor x = Embed(targetEmbedding, workspace, ids, target);
        AttentionLayout past = Options.DecoderMask.Layout(workspace, target, target);
        var self = new SelfRows(past, target.Positions, decoder.Position.Bias(workspace, target.Longest));
        var layouts = new DecoderLayouts(self, CrossMask.Layout(workspace, target, source));
        return decoder.Forward(x, memory, layouts);
    }

    /// <summary>Hidden states (N, D) → logits (N, V).</summary>
    public Tensor Logits(Tensor hidden) => LinearOp.Apply(hidden, outputProjection, null);

    public DecoderCache CreateCache() => new(decoder.Layers, 2 * Options.Heads.KeyValueCount * Options.Heads.Width(Options.Width));

    /// <summary>Encodes packed sources and keeps each layer's keys and values in <paramref name="cache"/>.</summary>
    public void Prepare(Workspace workspace, ReadOnlySpan<int> ids, ReadOnlySpan<int> offsets, DecoderCache cache)
    {
        Tensor memory = Encode(workspace, ids, Sequences.Packed(workspace, offsets));
        cache.SetSources(offsets);
        for (int layer = 0; layer < decoder.Layers; layer++)
        {
            cache.StoreSource(layer, decoder.KeysAndValues(layer, memory));
        }
    }

    /// <summary>
    /// One decoding step: the newest token of each hypothesis goes in, with its past in <paramref name="cache"/>; the logits of the token
    /// behind it come out, (N, V).
    /// </summary>
    public Tensor Step(Workspace workspace, in DecodingStep step, DecoderCache cache)
    {
        int count = step.Ids.Length;
        Integers pastFirst = workspace.AllocateIntegers(count);
        Integers pastLast = workspace.AllocateIntegers(count);
        Integers sourceFirst = workspace.AllocateIntegers(count);
        Integers sourceLast = workspace.AllocateIntegers(count);
        Integers places = workspace.AllocateIntegers(count);
        for (int row = 0; row < count; row++)
        {
            int slot = step.Slots[row] * cache.Capacity;
            pastFirst.Values[row] = slot + Math.Max(0, Options.DecoderMask.Visible(step.Position, step.Position + 1).Low);
            pastLast.Values[row] = slot + step.Position;
            sourceFirst.Values[row] = cache.SourceOffsets[step.Sources[row]];
            sourceLast.Values[row] = cache.SourceOffsets[step.Sources[row] + 1] - 1;
            places.Values[row] = step.Position;
        }

        Tensor x = targetEmbedding.Forward(workspace, workspace.From(step.Ids), places, step.Position + 1);
        var past = new PastRows(new VisibleRows(pastFirst, pastLast), places, decoder.Position.Bias(workspace, step.Position + 1));
        var rows = new StepRows(past, new VisibleRows(sourceFirst, sourceLast));
        return Logits(decoder.Step(x, cache, rows));
    }

    public void Dispose() => Parameters.Dispose();

    private static Tensor Embed(TokenEmbedding embedding, Workspace workspace, ReadOnlySpan<int> ids, in Sequences sequences) =>
        embedding.Forward(workspace, workspace.From(ids), sequences.Positions, sequences.Longest);

    private TokenEmbedding Embedding(Parameter table, string name)
    {
        IPositionTable? positions = Options.Position.BuildTable(Parameters, name, Options.Width, Options.MaximumLength);
        return new TokenEmbedding(table, positions, Options.ScaleEmbeddings ? MathF.Sqrt(Options.Width) : 1, Options.Dropout);
    }
}
