using Heed.Models.Generation;
using Heed.Models.Transformer;
using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Tokenization;

namespace Heed.Models.Inspection;

/// <summary>
/// Translates a sentence and runs the translation through the model once more, all positions at once, to see every attention weight and
/// every probability on the way.
/// </summary>
public static class TranslationInspector
{
    /// <summary>Opens up the best translation of <paramref name="sentence"/>.</summary>
    /// <exception cref="Text.UserException">The sentence is empty.</exception>
    public static TranslationTrace Inspect(Translator translator, string sentence, SearchOptions? options = null)
    {
        int[] source = translator.Encode(sentence);
        if (source.Length == 0)
        {
            throw new Text.UserException("There is nothing to inspect: the sentence is empty.");
        }

        Translation best = translator.Translate([sentence], options)[0][0];
        int[] target = [.. best.Tokens, translator.Tokenizer.Specials.End];
        int[] shifted = [translator.Tokenizer.Specials.Start, .. best.Tokens];
        TransformerModel model = translator.Model as TransformerModel
            ?? throw new Text.UserException("Only a Transformer can be inspected; this model is of another kind (see kind in its config.json).");
        int encoderLayers = model.Options.EncoderLayers;
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        workspace.Trace = new AttentionTrace();
        Tensor logits = Run(model, workspace, source, shifted);
        IReadOnlyList<AttentionWeights> all = workspace.Trace.Entries;

        // The encoder's layers have one attention each, the decoder's two: its own past, then the source.
        return new TranslationTrace
        {
            Source = sentence,
            Translation = best.Text,
            SourcePieces = Pieces(translator.SourceTokenizer, source),
            TargetPieces = Pieces(translator.Tokenizer, target),
            LogProbabilities = LogProbabilities(logits, target),
            Encoder = [.. all.Take(encoderLayers)],
            Decoder = [.. all.Skip(encoderLayers).Where((_, index) => index % 2 == 0)],
            Cross = [.. all.Skip(encoderLayers).Where((_, index) => index % 2 == 1)],
        };
    }

    private static Tensor Run(TransformerModel model, Workspace workspace, int[] source, int[] target)
    {
        Sequences sources = Sequences.Packed(workspace, [0, source.Length]);
        Tensor memory = model.Encode(workspace, source, sources);
        Tensor hidden = model.Decode(workspace, target, Sequences.Packed(workspace, [0, target.Length]), memory, sources);
        return model.Logits(hidden);
    }

    private static (string Piece, int Id)[] Pieces(Tokenizer tokenizer, int[] ids) => [.. ids.Select(id => (tokenizer.Piece(id), id))];

    private static float[] LogProbabilities(Tensor logits, int[] target)
    {
        var result = new float[target.Length];
        for (int row = 0; row < target.Length; row++)
        {
            ReadOnlySpan<float> line = logits.Values.Slice(row * logits.Columns, logits.Columns);
            double sum = 0;
            foreach (float value in line)
            {
                sum += Math.Exp(value - line[target[row]]);
            }

            result[row] = (float)-Math.Log(sum);
        }

        return result;
    }
}
