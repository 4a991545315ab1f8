using System.CommandLine;
using Heed.Cli.Recipes;
using Heed.Cli.Terminal;
using Heed.Training;

namespace Heed.Cli.Commands;

/// <summary><c>heed train</c>: carries a recipe out.</summary>
internal static class TrainCommand
{
    public static Command Create(Session session)
    {
        var recipePath = new Argument<string>("RECIPE") { Description = "The YAML file that says what to train and how." };
        var set = new Option<string[]>("--set") { Description = "Change a key of the recipe; may be given several times.", HelpName = "KEY=VALUE", DefaultValueFactory = _ => [] };
        var data = new Option<string?>("--data") { Description = "The folder with the recipe's files; by default the recipe's own folder.", HelpName = "DIR" };
        var output = new Option<string?>("--output") { Description = "The run's folder; by default runs/ and the recipe's name.", HelpName = "DIR" };
        var resume = new Option<bool>("--resume") { Description = "Go on from the newest checkpoint in the run's folder." };
        var verb = new Verb("train", "Train a model as a recipe says: a translator, a language model, a classifier.") { recipePath, set, data, output, resume };
        verb.Examples =
        [
            ("English to German on Multi30k", "./heed train recipes/multi30k-en-de.yaml --data DIR"),
            ("a short trial", "./heed train recipes/multi30k-en-de.yaml --data DIR --set training.max_steps=500 --output runs/trial"),
            ("go on after Ctrl-C", "./heed train recipes/multi30k-en-de.yaml --data DIR --resume"),
        ];
        verb.SetAction(parsed =>
        {
            string path = parsed.GetValue(recipePath)!;
            Recipe recipe = RecipeReader.Read(path, parsed.GetValue(set)!);
            string folder = parsed.GetValue(output) ?? Path.Combine("runs", Path.GetFileNameWithoutExtension(path));
            RecipeRun run = recipe.Open(DataFolder.For(parsed.GetValue(data), path));
            run.Note = session.Note;
            TrainingResult result = TrainingDisplay.Run(session, observer => run.Run(folder, parsed.GetValue(resume), observer, session.Cancellation));
            if (result.Outcome == TrainingOutcome.Interrupted)
            {
                return Interrupted(session, result, parsed);
            }

            session.Note($"Finished after step {result.Step} and {TrainingText.Of(result.Elapsed)} ({result.Outcome}); the model is in {result.ModelPath}.");
            run.Report(session, result.ModelPath);
            return ExitCode.Ok;
        });
        return verb;
    }

    private static int Interrupted(Session session, TrainingResult result, ParseResult parsed)
    {
        session.Note($"Interrupted after step {result.Step}; everything is saved in {result.ModelPath}.");
        string[] words = [.. parsed.Tokens.Select(token => token.Value).Where(word => word != "--resume")];
        session.Note($"Go on with: ./heed {string.Join(' ', words.Select(Quote))} --resume");
        return ExitCode.Interrupted;
    }

    private static string Quote(string word) => word.Any(letter => letter is ' ' or '[' or '{' or '"' or '*' or '$') ? $"'{word}'" : word;
}
