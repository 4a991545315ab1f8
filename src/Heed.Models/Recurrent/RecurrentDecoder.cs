using Heed.Nn;
using Heed.Nn.Embeddings;
using Heed.Nn.Recurrent;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Ops;

namespace Heed.Models.Recurrent;

/// <summary>The right half of <see cref="RecurrentModel"/>'s figure: embedded target rows → hidden states behind which stands the vocabulary, (N, D) → (N, D).</summary>
internal sealed class RecurrentDecoder
{
    private readonly TokenEmbedding embedding;
    private readonly RecurrentStack asking;
    private readonly AdditiveAttention attention;
    private readonly RecurrentStack reading;
    private readonly Linear readout;
    private readonly float dropout;
    private readonly int askingWidth;
    private readonly Tensor[] final;

    public RecurrentDecoder(ParameterStore store, RecurrentOptions options, TokenEmbedding embedding)
    {
        this.embedding = embedding;
        (int width, dropout) = (options.Width, options.Dropout);
        askingWidth = options.Asking.StateWidth;
        final = new Tensor[options.DecoderLayers];
        asking = new RecurrentStack(store, "decoder.asking", width, options.Asking);
        attention = new AdditiveAttention(store, "decoder.attention", width);
        reading = new RecurrentStack(store, "decoder.reading", 2 * width, options.Reading);
        readout = new Linear(store, "decoder.readout", 2 * width, width, new LinearOptions { Activation = Activation.Tanh, Dropout = dropout });
    }

    /// <summary>S: how many numbers the states of all layers have together.</summary>
    public static int StateWidth(RecurrentOptions options) => options.Asking.StateWidth + options.Reading.StateWidth;

    public Tensor Embed(Workspace workspace, ReadOnlySpan<int> ids) => embedding.Forward(workspace, workspace.From(ids), default, 0);

    /// <summary>All positions at once but for the recurrences: teacher forcing.</summary>
    public Tensor Forward(Tensor x, Tensor memory, in AttentionLayout layout, in DecoderStates states)
    {
        Tensor hidden = Ask(x, states); // (N, D)
        return Read(hidden, attention.Forward(hidden, memory, layout), states);
    }

    /// <summary>One position for each hypothesis. The states behind it go to rows of <paramref name="target"/>.</summary>
    public Tensor Step(Tensor x, RowCache source, in VisibleRows visible, in DecoderStates states, (RowCache Cache, Integers Slots) target)
    {
        Tensor hidden = Ask(x, states);
        Tensor result = Read(hidden, attention.Step(hidden, source, visible), states);
        int column = 0;
        foreach (Tensor state in final)
        {
            target.Cache.Write(new ColumnSlice(state, 0), state.Columns, target.Slots, column);
            column += state.Columns;
        }

        return result;
    }

    /// <summary>Keys and values of the encoder's output, for <see cref="Step"/>: (M, D) → (M, 2D).</summary>
    public Tensor KeysAndValues(Tensor memory) => attention.KeysAndValues(memory);

    private Tensor Ask(Tensor x, in DecoderStates states) =>
        asking.Forward(x, states.Rows, new ColumnSlice(states.First, 0), final.AsSpan(0, 1));

    private Tensor Read(Tensor hidden, Tensor answer, in DecoderStates states)
    {
        Tensor context = DropoutOp.Apply(answer, dropout);
        Tensor x = ConcatenationOp.Apply(DropoutOp.Apply(hidden, dropout), context); // (N, 2D)
        Tensor top = reading.Forward(x, states.Rows, new ColumnSlice(states.First, askingWidth), final.AsSpan(1));
        return readout.Forward(ConcatenationOp.Apply(DropoutOp.Apply(top, dropout), context)); // (N, D)
    }
}
