using Heed.Models.SequenceToSequence;
using Heed.Nn;
using Heed.Nn.Attention;
using Heed.Nn.Masks;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Ops;

namespace Heed.Models.Transformer;

/// <summary>
/// Decoding with a key-value cache. Past: each slot holds as many rows as a translation may have tokens. Sources: the packed rows of the
/// encoder's output, shared by all hypotheses of a sentence and never copied.
/// </summary>
internal sealed class TransformerDecodingSession : DecodingSession
{
    private readonly TransformerModel model;
    private readonly LayerCache[] layers;
    private int[] sourceOffsets = [0];
    private int capacity;

    public TransformerDecodingSession(TransformerModel model)
    {
        this.model = model;
        TransformerOptions options = model.Options;
        int columns = 2 * options.Heads.KeyValueCount * options.Heads.Width(options.Width);
        layers = [.. Enumerable.Range(0, options.DecoderLayers).Select(_ => new LayerCache(new RowCache(columns), new RowCache(columns)))];
    }

    public override long Bytes => layers.Sum(layer => layer.Self.Bytes + layer.Cross.Bytes);

    public override void Prepare(Workspace workspace, ReadOnlySpan<int> ids, ReadOnlySpan<int> offsets)
    {
        Tensor memory = model.Encode(workspace, ids, Sequences.Packed(workspace, offsets));
        sourceOffsets = offsets.ToArray();
        for (int layer = 0; layer < layers.Length; layer++)
        {
            RowCache cross = layers[layer].Cross;
            cross.Resize(memory.Rows);
            cross.Write(model.Decoder.KeysAndValues(layer, memory));
        }
    }

    public override void Resize(int slots, int capacity)
    {
        this.capacity = capacity;
        foreach (LayerCache layer in layers)
        {
            layer.Self.Resize(slots * capacity);
        }
    }

    public override Tensor Step(Workspace workspace, in DecodingStep step)
    {
        int count = step.Ids.Length;
        Integers pastFirst = workspace.AllocateIntegers(count);
        Integers pastLast = workspace.AllocateIntegers(count);
        Integers sourceFirst = workspace.AllocateIntegers(count);
        Integers sourceLast = workspace.AllocateIntegers(count);
        Integers places = workspace.AllocateIntegers(count);
        MaskOptions mask = model.Options.DecoderMask;
        for (int row = 0; row < count; row++)
        {
            int slot = step.Slots[row] * capacity;
            pastFirst.Values[row] = slot + Math.Max(0, mask.Visible(step.Position, step.Position + 1).Low);
            pastLast.Values[row] = slot + step.Position;
            sourceFirst.Values[row] = sourceOffsets[step.Sources[row]];
            sourceLast.Values[row] = sourceOffsets[step.Sources[row] + 1] - 1;
            places.Values[row] = step.Position;
        }

        Tensor x = model.TargetEmbedding.Forward(workspace, workspace.From(step.Ids), places, step.Position + 1);
        var past = new PastRows(new VisibleRows(pastFirst, pastLast), places, model.Decoder.Position.Bias(workspace, step.Position + 1));
        return model.Logits(model.Decoder.Step(x, layers, new StepRows(past, new VisibleRows(sourceFirst, sourceLast))));
    }

    public override void CopySlot(int from, int to, int length)
    {
        foreach (LayerCache layer in layers)
        {
            layer.Self.CopyRows(from * capacity, to * capacity, length);
        }
    }

    protected override void Dispose(bool disposing)
    {
        foreach (LayerCache layer in layers)
        {
            layer.Dispose();
        }
    }
}
