using Heed.Cli.Recipes;
using Heed.Cli.Terminal;
using Heed.Models;
using Heed.Models.Generation;
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
        using Translator translator = Translator.Load(folder);
        string[] hypotheses = [.. translator
            .Translate([.. pairs.Select(pair => pair.Source)], search, session.Cancellation)
            .Select(translations => translations[0].Text)];
        string[] references = [.. pairs.Select(pair => pair.Target)];
        var options = new MetricOptions { Tokenizer = RecipeRun.BleuFor(targetLanguage).Tokenizer };
        ScoreReport.Print(session, CorpusMetrics.Compute(hypotheses, [references], options), json: false);
    }
}
