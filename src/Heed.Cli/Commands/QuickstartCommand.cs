using System.CommandLine;
using System.Diagnostics;
using Heed.Cli.Evaluation;
using Heed.Cli.Quickstart;
using Heed.Cli.Recipes;
using Heed.Cli.Recipes.Translation;
using Heed.Cli.Terminal;
using Heed.Models;
using Heed.Models.Generation;
using Heed.Text;
using Heed.Training;

namespace Heed.Cli.Commands;

/// <summary><c>heed quickstart</c>: from nothing to a small translator, in about a minute.</summary>
internal static class QuickstartCommand
{
    private const string RecipeName = "recipes/quickstart.yaml";
    private static readonly string DefaultOutput = Path.Combine("models", "quickstart");

    public static Command Create(Session session)
    {
        var output = new Option<string>("--output") { Description = "The model's folder.", HelpName = "DIR", DefaultValueFactory = _ => DefaultOutput };
        var set = new Option<string[]>("--set") { Description = $"Change a key of {RecipeName}; may be given several times.", HelpName = "KEY=VALUE", DefaultValueFactory = _ => [] };
        var verb = new Verb("quickstart", "Train a small translator of dates on built-in data, in about a minute; translate; show its attention.") { output, set };
        verb.Examples =
        [
            ("English to Chinese", "./heed quickstart"),
            ("into German instead", "./heed quickstart --set data.target_language=de --output models/quickstart-de"),
        ];
        verb.SetAction(parsed => Run(session, parsed.GetValue(output)!, parsed.GetValue(set)!));
        return verb;
    }

    private static int Run(Session session, string folder, string[] overrides)
    {
        long start = Stopwatch.GetTimestamp();
        var recipe = (TranslationRecipe)RecipeReader.Parse(RecipeName, ReadRecipe(), overrides);
        session.Note($"Learning to translate dates and times from '{recipe.Data.SourceLanguage}' to '{recipe.Data.TargetLanguage}', from nothing.");
        TranslationRun run = recipe.Open(new DataFolder("."));
        run.Note = session.Note;
        if (run.Data.Test is not { } test)
        {
            throw new UserException($"The quickstart needs data.test; leave it as it is in {RecipeName}.");
        }

        QuickstartFolder.Clear(folder);
        TrainingResult result = TrainingDisplay.Run(session, observer => run.Run(folder, resume: false, observer, session.Cancellation));
        if (result.Outcome == TrainingOutcome.Interrupted)
        {
            session.Note("Interrupted. ./heed quickstart starts again.");
            return ExitCode.Interrupted;
        }

        session.Note($"Trained in {TrainingText.Of(result.Elapsed)}. Translating {test.Count} sentences about other days …");
        using Translator translator = Translator.Load(folder);
        string[] sources = [.. test.Select(pair => pair.Source)];
        string[] hypotheses = [.. translator.Translate(sources, new SearchOptions { Beam = 1 }, session.Cancellation).Select(found => found[0].Text)];
        double exact = CorpusMetrics.ExactMatch(hypotheses, [.. test.Select(pair => pair.Target)]);
        var report = new QuickstartReport(session, translator);
        report.Show(test, hypotheses);
        report.NextSteps(folder, QuickstartFolder.WriteTest(folder, test, recipe.Data), sources[1]);
        session.Note($"The model is in {folder}; all of this took {TrainingText.Of(Stopwatch.GetElapsedTime(start))}.");
        report.ExactMatch(exact);
        return ExitCode.Ok;
    }

    private static string ReadRecipe()
    {
        using Stream stream = typeof(QuickstartCommand).Assembly.GetManifestResourceStream("quickstart.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
