using Heed.Models.Transformer;
using Heed.Tensors;

namespace Heed.Models.Inspection;

/// <summary>By how much the translation's log-probability changes without each head alone, by layer, then by head; below zero: the head was of use.</summary>
public sealed record HeadEffects(float[][] Encoder, float[][] Decoder, float[][] Cross)
{
    /// <summary>One pass for each head, each without it and without those that the options switch off.</summary>
    internal static HeadEffects Measure(
        TransformerModel model, Workspace workspace, (int[] Source, int[] Inputs, int[] Target) sentence, InspectionOptions options)
    {
        float whole = Total(options.Off);
        return new HeadEffects(
            Part(AttentionPart.Encoder, model.Options.EncoderLayers),
            Part(AttentionPart.Decoder, model.Options.DecoderLayers),
            Part(AttentionPart.Cross, model.Options.DecoderLayers));

        float[][] Part(AttentionPart part, int layers) => [.. Enumerable.Range(0, layers).Select(layer => Enumerable.Range(0, model.Options.Heads.Count)
            .Select(head => Total([.. options.Off, new HeadPlace(part, layer, head)]) - whole).ToArray())];

        float Total(IReadOnlyList<HeadPlace> without)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            return ForcedScores.Of(new ForcedPass(model, workspace) { Off = without, IsRecorded = false }.Run(sentence.Source, sentence.Inputs), sentence.Target).Sum();
        }
    }
}
