using Heed.Models;
using Heed.Models.Generation;
using Heed.Models.Inspection;
using Heed.Server.Engines;
using Heed.Text.Languages;
using Heed.Text.Segmentation;

namespace Heed.Server.Inspection;

/// <summary>Translates a text for the page: sentence by sentence, with the tokens of every translation.</summary>
internal static class PageTranslation
{
    public static async Task<TranslateAnswer> AnswerAsync(TranslateRequest request, PageModels models, CancellationToken cancellation)
    {
        (TranslationEngine engine, DetectedLanguage? detected) = models.Find(request.Source, request.Target, request.Q);
        SearchOptions search = PageSearch.Read(request, engine.Search);
        IReadOnlyList<TextSpan> spans = SentenceSplitter.Split(request.Q, engine.Languages.Source, sentence => !engine.Translator.IsTooLong(sentence));
        string[] sentences = [.. spans.Select(span => request.Q.Substring(span.Start, span.Length))];
        IReadOnlyList<IReadOnlyList<Translation>> found = sentences.Length == 0 ? [] : request.Prefix is { } prefixes && prefixes.Any(prefix => prefix.Count > 0)
            ? await engine.RunAsync(model => model.Translate(sentences, search, Wishes(sentences.Length, prefixes), cancellation), cancellation).ConfigureAwait(false)
            : await engine.TranslateAsync(sentences, search, cancellation: cancellation).ConfigureAwait(false);
        var texts = new PieceTexts(engine.Translator.Tokenizer);
        return new TranslateAnswer(
            [.. spans.Select((span, index) => new AnsweredSentence(sentences[index], Before(request.Q, spans, index), [.. found[index].Select(one => Hypothesis(one, texts))]))],
            spans is [.., var last] ? request.Q[(last.Start + last.Length)..] : request.Q,
            detected);
    }

    private static SentenceSearch[] Wishes(int sentences, IReadOnlyList<IReadOnlyList<int>> prefixes) =>
        [.. Enumerable.Range(0, sentences).Select(index => new SentenceSearch { Prefix = index < prefixes.Count ? prefixes[index] : [] })];

    private static string Before(string text, IReadOnlyList<TextSpan> spans, int index)
    {
        int end = index == 0 ? 0 : spans[index - 1].Start + spans[index - 1].Length;
        return text[end..spans[index].Start];
    }

    private static AnsweredHypothesis Hypothesis(Translation translation, PieceTexts texts)
    {
        IReadOnlyList<TracedPiece> pieces = texts.Of([.. translation.Tokens]);
        return new AnsweredHypothesis(translation.Text, translation.Score, translation.LogProbability, [.. pieces.Select((piece, index) =>
            new AnsweredToken(piece.Id, piece.Piece, piece.Text, translation.LogProbabilities[index]))]);
    }
}
