using System.CommandLine;
using Heed.Cli.Evaluation;
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
        var verb = new Verb("train", "Train a translator as a recipe says.") { recipePath, set, data, output, resume };
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
            ParallelData pairs = ParallelData.Read(recipe.Data, DataFolder.For(parsed.GetValue(data), path));
            var run = new RecipeRun(recipe, pairs, folder) { Note = session.Note };
            TrainingResult result = TrainingDisplay.Run(session, observer => run.Run(parsed.GetValue(resume), observer, session.Cancellation));
            return result.Outcome == TrainingOutcome.Interrupted
                ? Interrupted(session, result, parsed)
                : Finish(session, recipe, pairs, result);
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

    private static int Finish(Session session, Recipe recipe, ParallelData data, TrainingResult result)
    {
        session.Note($"Finished after step {result.Step} and {TrainingText.Of(result.Elapsed)} ({result.Outcome}); the model is in {result.ModelPath}.");
        if (data.Test is { } test)
        {
            ModelScores.Print(session, result.ModelPath, test, recipe.Data.TargetLanguage);
        }

        session.Note($"Translate with: ./heed translate --model {result.ModelPath}");
        return ExitCode.Ok;
    }
}
