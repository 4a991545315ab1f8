using Heed.Models.Generation;
using Heed.Models.Transformer;
using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text;
using Heed.Text.Tokenization;

namespace Heed.Models.Inspection;

/// <summary>
/// Translates a sentence and runs the translation through the model once more, all positions at once, to see every attention weight and
/// every probability on the way.
/// </summary>
public static class TranslationInspector
{
    /// <summary>Opens up the best translation of <paramref name="sentence"/>, or the one that the options give.</summary>
    /// <exception cref="UserException">
    /// The sentence is empty or too long to look into, a head that is to be off does not exist, or the model has no attention layers to look into.
    /// </exception>
    public static TranslationTrace Inspect(Translator translator, string sentence, InspectionOptions? options = null)
    {
        options ??= new InspectionOptions();
        TransformerModel model = translator.Model as TransformerModel
            ?? throw new UserException("Only a Transformer can be inspected; this model is of another kind (see kind in its config.json).");
        HeadCheck.Require(model.Options, options.Off);
        int[] source = translator.Encode(sentence);
        if (source.Length == 0)
        {
            throw new UserException("There is nothing to inspect: the sentence is empty.");
        }

        BeamTree? tree = options.TargetIds is null ? new BeamTree(translator.Tokenizer, translator.StartToken, options.Search.Beam) : null;
        IReadOnlyList<int> found = options.TargetIds ?? Search(translator, sentence, options, tree!);
        SentenceCheck.RequireTokens(found, translator);
        int end = translator.Tokenizer.Specials.End;
        int[] target = [.. found.TakeWhile(id => id != end), end];
        SentenceCheck.RequireSize(model, source.Length, target.Length, options);
        return translator.Run(workspace => Trace(translator, model, workspace, (sentence, source, target), options) with
        {
            Decoding = tree is null ? null : DecodingTrace.Of(tree, options.Search, translator.Tokenizer),
            Cache = tree is null ? null : CacheTrace.Of(model.Options, source.Length, tree.Rows),
        });
    }

    private static IReadOnlyList<int> Search(Translator translator, string sentence, InspectionOptions options, BeamTree tree) =>
        translator.Translate([sentence], options.Search, [new SentenceSearch { Observer = tree }], options.Cancellation)[0][0].Tokens;

    private static TranslationTrace Trace(
        Translator translator, TransformerModel model, Workspace workspace, (string Text, int[] Source, int[] Target) sentence, InspectionOptions options)
    {
        (string text, int[] source, int[] target) = sentence;
        int[] inputs = [translator.StartToken, .. target[..^1]];
        var pass = new ForcedPass(model, workspace) { Off = options.Off };
        TracedTarget written = Written(translator.Tokenizer, pass.Run(source, inputs), target, inputs, options.Alternatives);
        return new TranslationTrace
        {
            Model = ModelSummary.Of(model),
            SourceText = text,
            TargetText = translator.Tokenizer.Decode(target),
            Source = new TracedSource(Read(translator.SourceTokenizer, text, source), TracedWord.Of(translator.SourceTokenizer, text)),
            Target = written,
            Attention = AttentionMaps.Of(pass),
            Masks = new MaskTrace
            {
                EncoderKind = VariantKinds.NameOf(model.Options.EncoderMask),
                DecoderKind = VariantKinds.NameOf(model.Options.DecoderMask),
                Encoder = MaskIntervals.Of(pass.Of(AttentionPart.Encoder, 0)),
                Decoder = MaskIntervals.Of(pass.Of(AttentionPart.Decoder, 0)),
                Cross = MaskIntervals.Of(pass.Of(AttentionPart.Cross, 0)),
                Padded = new PaddedExample(model, translator, source, inputs).Run(workspace),
            },
            Off = options.Off,
            Effects = options.HeadEffects ? HeadEffects.Measure(model, workspace, (source, inputs, target), options) : null,
        };
    }

    private static TracedPiece[] Read(Tokenizer tokenizer, string text, int[] ids)
    {
        IReadOnlyList<Token> tokens = tokenizer.EncodeWithOffsets(text);
        return [.. ids.Select((id, index) => index < tokens.Count && tokens[index].Id == id
            ? new TracedPiece(id, tokenizer.Piece(id), text[tokens[index].Start..tokens[index].End], tokens[index].Start, tokens[index].End)
            : new TracedPiece(id, tokenizer.Piece(id), "", text.Length, text.Length))];
    }

    private static TracedTarget Written(Tokenizer tokenizer, Tensor logits, int[] target, int[] inputs, int alternatives)
    {
        int count = Math.Min(alternatives, logits.Columns);
        var texts = new PieceTexts(tokenizer);
        var ids = new int[target.Length * count];
        var logProbabilities = new float[ids.Length];
        NextTokens.Top(logits, count, ids, logProbabilities);
        return new TracedTarget
        {
            Pieces = texts.Of(target),
            Inputs = texts.Of(inputs),
            Words = TracedWord.Of(tokenizer, tokenizer.Decode(target)),
            LogProbabilities = ForcedScores.Of(logits, target),
            Alternatives = [.. target.Select((_, place) => texts.Alternatives(target.AsSpan(0, place), At(place)))],
        };

        TokenProbability[] At(int place) =>
            [.. Enumerable.Range(place * count, count).Select(rank => new TokenProbability(ids[rank], logProbabilities[rank]))];
    }
}
