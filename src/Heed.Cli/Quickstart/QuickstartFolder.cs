using Heed.Cli.Recipes;
using Heed.Cli.Recipes.Translation;
using Heed.Models.Checkpoints;
using Heed.Text.Corpora;

namespace Heed.Cli.Quickstart;

/// <summary>The folder that the quickstart leaves: a model, and the sentences that it was tested on.</summary>
internal static class QuickstartFolder
{
    /// <summary>Removes what an earlier quickstart left there, and nothing else.</summary>
    public static void Clear(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        string checkpoints = Path.Combine(folder, ModelFolder.Checkpoints);
        if (Directory.Exists(checkpoints))
        {
            Directory.Delete(checkpoints, recursive: true);
        }

        foreach (string part in (string[])[ModelFolder.Weights, ModelFolder.Configuration, ModelFolder.Tokenizer, RecipeRun.RecipeFile, "metrics.jsonl"])
        {
            File.Delete(Path.Combine(folder, part));
        }
    }

    /// <summary>Writes the test sentences, so that <c>evaluate</c> has something to work on.</summary>
    /// <returns>The paths of both sides.</returns>
    public static (string Source, string Target) WriteTest(string folder, IReadOnlyList<SentencePair> test, TranslationDataOptions languages)
    {
        string source = Path.Combine(folder, $"test.{languages.SourceLanguage}");
        string target = Path.Combine(folder, $"test.{languages.TargetLanguage}");
        File.WriteAllLines(source, test.Select(pair => pair.Source));
        File.WriteAllLines(target, test.Select(pair => pair.Target));
        return (source, target);
    }
}
