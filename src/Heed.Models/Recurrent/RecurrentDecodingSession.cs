using Heed.Models.SequenceToSequence;
using Heed.Nn;
using Heed.Nn.Recurrent;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Ops;

namespace Heed.Models.Recurrent;

/// <summary>
/// Decoding from states: a hypothesis' past is one row, however long it is. Sources: keys and values of the encoder's packed output, and the states that
/// their translations begin with.
/// </summary>
internal sealed class RecurrentDecodingSession : DecodingSession
{
    private readonly RecurrentModel model;
    private readonly RowCache states;
    private readonly RowCache firstStates;
    private readonly RowCache source;
    private int[] sourceOffsets = [0];

    public RecurrentDecodingSession(RecurrentModel model)
    {
        this.model = model;
        int width = RecurrentDecoder.StateWidth(model.Options);
        (states, firstStates, source) = (new RowCache(width), new RowCache(width), new RowCache(2 * model.Options.Width));
    }

    public override long Bytes => states.Bytes + firstStates.Bytes + source.Bytes;

    public override void Prepare(Workspace workspace, ReadOnlySpan<int> ids, ReadOnlySpan<int> offsets)
    {
        (Tensor memory, Tensor first) = model.Encode(workspace, ids, Sequences.Packed(workspace, offsets));
        sourceOffsets = offsets.ToArray();
        Keep(model.Decoder.KeysAndValues(memory), source);
        Keep(first, firstStates);
    }

    public override void Resize(int slots, int capacity) => states.Resize(slots);

    public override Tensor Step(Workspace workspace, in DecodingStep step)
    {
        int count = step.Ids.Length;
        Integers first = workspace.AllocateIntegers(count);
        Integers last = workspace.AllocateIntegers(count);
        for (int row = 0; row < count; row++)
        {
            first.Values[row] = sourceOffsets[step.Sources[row]];
            last.Values[row] = sourceOffsets[step.Sources[row] + 1] - 1;
        }

        Tensor before = step.Position == 0 ? firstStates.Read(workspace, step.Sources) : states.Read(workspace, step.Slots); // (N, S)
        Tensor hidden = model.Decoder.Step(
            model.Decoder.Embed(workspace, step.Ids),
            source,
            new VisibleRows(first, last),
            new DecoderStates(RecurrentRows.Step(workspace, count), before),
            (states, workspace.From(step.Slots)));
        return model.Logits(hidden);
    }

    public override void CopySlot(int from, int to, int length) => states.CopyRows(from, to, 1);

    protected override void Dispose(bool disposing)
    {
        states.Dispose();
        firstStates.Dispose();
        source.Dispose();
    }

    private static void Keep(Tensor rows, RowCache cache)
    {
        cache.Resize(rows.Rows);
        cache.Write(rows);
    }
}
