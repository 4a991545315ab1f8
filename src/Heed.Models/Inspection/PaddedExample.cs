using Heed.Models.Transformer;
using Heed.Nn.Masks;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Tokenization;

namespace Heed.Models.Inspection;

/// <summary>Makes and runs the padded batch of <see cref="PaddedBatch"/>.</summary>
internal sealed class PaddedExample(TransformerModel model, Translator translator, int[] source, int[] inputs)
{
    private readonly int[] sourceLengths = [source.Length, Half(source.Length)];
    private readonly int[] inputLengths = [inputs.Length, Half(inputs.Length)];

    public PaddedBatch Run(Workspace workspace)
    {
        int[][] sources = [source, ShortSource(translator.SourceTokenizer)];
        int[][] targets = [inputs, Padded(inputs.AsSpan(0, inputLengths[1]), inputs.Length, translator.Tokenizer)];
        ForcedPass[] passes = [.. Enumerable.Range(0, 2).Select(sentence => new ForcedPass(model, workspace) { Sequence = sentence })];
        foreach (ForcedPass pass in passes)
        {
            pass.RunPadded(sources, sourceLengths, targets, inputLengths);
        }

        return new PaddedBatch
        {
            Source = [.. sources.Select(ids => Pieces(ids, translator.SourceTokenizer))],
            SourceLengths = sourceLengths,
            Target = [.. targets.Select(ids => Pieces(ids, translator.Tokenizer))],
            TargetLengths = inputLengths,
            Encoder = Attentions(passes, AttentionPart.Encoder, model.Options.EncoderMask, sourceLengths),
            Decoder = Attentions(passes, AttentionPart.Decoder, model.Options.DecoderMask, inputLengths),
            Cross = Attentions(passes, AttentionPart.Cross, new FullMask(), sourceLengths),
        };
    }

    private static int Half(int length) => (length + 1) / 2;

    private static PaddedAttention[] Attentions(ForcedPass[] passes, AttentionPart part, MaskOptions mask, int[] keyLengths) =>
        [.. passes.Select((pass, sentence) => Open(pass.Of(part, 0), mask, keyLengths[sentence]))];

    private static PaddedAttention Open(AttentionWeights attention, MaskOptions mask, int realKeys)
    {
        HeadMap first = HeadMap.All(attention)[0];
        return new PaddedAttention
        {
            Padding = MaskIntervals.Of(attention.Queries, _ => (0, realKeys - 1)),
            Structure = MaskIntervals.Of(attention.Queries, query => Clip(mask.Visible(query, attention.Keys), attention.Keys)),
            Combined = MaskIntervals.Of(attention),
            Scores = [.. first.Products.Select((row, query) => row.Select((product, key) => (product * attention.Scale) + (first.Bias?[query][key] ?? 0)).ToArray())],
            Weights = first.Weights,
        };
    }

    private static (int First, int Last) Clip((int Low, int High) interval, int keys) => (Math.Max(interval.Low, 0), Math.Min(interval.High, keys - 1));

    private static int[] Padded(ReadOnlySpan<int> ids, int length, Tokenizer tokenizer)
    {
        var padded = new int[length];
        padded.AsSpan().Fill(tokenizer.Specials.Find(SpecialToken.Padding) ?? 0);
        ids.CopyTo(padded);
        return padded;
    }

    private static string[] Pieces(int[] ids, Tokenizer tokenizer) => [.. ids.Select(tokenizer.Piece)];

    // The first half, ended as the whole is.
    private int[] ShortSource(Tokenizer tokenizer) => Padded([.. source.AsSpan(0, sourceLengths[1] - 1), source[^1]], source.Length, tokenizer);
}
