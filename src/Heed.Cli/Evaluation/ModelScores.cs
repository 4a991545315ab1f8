using Heed.Cli.Recipes.Translation;
using Heed.Cli.Terminal;
using Heed.Cli.Translating;
using Heed.Models;
using Heed.Models.Generation;
using Heed.Text.Batching;
using Heed.Text.Corpora;

namespace Heed.Cli.Evaluation;

/// <summary>Scores a model on sentences with their true translations.</summary>
internal static class ModelScores
{
    /// <summary>Translates with the usual beam and prints BLEU and chrF.</summary>
    public static void Print(Session session, string folder, IReadOnlyList<SentencePair> pairs, string targetLanguage)
    {
        var search = new SearchOptions();
        session.Note($"Translating {pairs.Count} test sentences with beam {search.Beam}.");
        IReadOnlyList<string> hypotheses = Translate(session, folder, [.. pairs.Select(pair => pair.Source)], search);
        string[] references = [.. pairs.Select(pair => pair.Target)];
        var options = new MetricOptions { Tokenizer = TranslationRun.BleuFor(targetLanguage).Tokenizer };
        ScoreReport.Print(session, CorpusMetrics.Compute(hypotheses, [references], options), json: false);
    }

    /// <summary>The best translation of each line; says how many lines were too long for the model.</summary>
    public static IReadOnlyList<string> Translate(Session session, string folder, IReadOnlyList<string> lines, SearchOptions search)
    {
        using Translator translator = Translator.Load(folder);
        var translation = new LineTranslation(translator, search, TooLong.Truncate);
        string[] translated = [.. translation.Translate(lines, new TranslationFormat(Scores: false, Several: false), session.Cancellation)];
        if (translation.Warning is { } warning)
        {
            session.Note(warning);
        }

        return translated;
    }
}
