using Heed.Models.Generation;
using Heed.Models.Transformer;
using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Inspection;

/// <summary>A translation run through the model once more, all positions at once, with everything that its attentions computed on the way.</summary>
internal sealed class ForcedPass
{
    private readonly TransformerModel model;
    private readonly Workspace workspace;
    private IReadOnlyList<AttentionWeights> attentions = [];

    /// <summary>Passes of <paramref name="model"/>.</summary>
    public ForcedPass(TransformerModel model, Workspace workspace) => (this.model, this.workspace) = (model, workspace);

    /// <summary>Which sequence of the batch is looked at.</summary>
    public int Sequence { get; init; }

    /// <summary>Whether attention is recorded.</summary>
    public bool IsRecorded { get; init; } = true;

    /// <summary>Heads whose output is zero.</summary>
    public IReadOnlyList<HeadPlace> Off { get; init; } = [];

    /// <summary>How many layers have such an attention.</summary>
    public int Layers(AttentionPart part) => part == AttentionPart.Encoder ? model.Options.EncoderLayers : model.Options.DecoderLayers;

    /// <summary>The attention of one layer, after a pass.</summary>
    public AttentionWeights Of(AttentionPart part, int layer) => attentions[Ordinal(part, layer)];

    /// <summary>One sentence: source ids, and what the decoder reads → logits (T, V).</summary>
    public Tensor Run(int[] source, int[] inputs)
    {
        workspace.BeginInferenceStep();
        return Run(source, Sequences.Packed(workspace, [0, source.Length]), inputs, Sequences.Packed(workspace, [0, inputs.Length]));
    }

    /// <summary>Sentences padded to a common length, of which so many ids are real → logits (B·T, V).</summary>
    public Tensor RunPadded(int[][] sources, int[] sourceLengths, int[][] inputs, int[] inputLengths)
    {
        workspace.BeginInferenceStep();
        return Run(
            [.. sources.SelectMany(ids => ids)],
            Sequences.Padded(workspace, sourceLengths, sources[0].Length),
            [.. inputs.SelectMany(ids => ids)],
            Sequences.Padded(workspace, inputLengths, inputs[0].Length));
    }

    private Tensor Run(int[] source, in Sequences sources, int[] inputs, in Sequences targets)
    {
        var trace = new AttentionTrace { Sequence = Sequence, IsKept = IsRecorded };
        foreach (HeadPlace head in Off)
        {
            trace.SwitchOff(Ordinal(head.Part, head.Layer), head.Head);
        }

        workspace.Trace = trace;
        try
        {
            Tensor memory = model.Encode(workspace, source, sources);
            Tensor hidden = model.Decode(workspace, inputs, targets, memory, sources);
            attentions = trace.Entries;
            Tensor logits = model.Logits(hidden);
            ForbiddenStart.Apply(logits, model.Options.StartToken);
            return logits;
        }
        finally
        {
            workspace.Trace = null;
        }
    }

    // The encoder's layers have one attention each, the decoder's two: its own past, then the source.
    private int Ordinal(AttentionPart part, int layer) => part switch
    {
        AttentionPart.Encoder => layer,
        AttentionPart.Decoder => model.Options.EncoderLayers + (2 * layer),
        _ => model.Options.EncoderLayers + (2 * layer) + 1,
    };
}
