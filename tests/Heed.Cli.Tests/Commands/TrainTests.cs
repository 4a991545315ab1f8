using System.Diagnostics;
using Heed.Cli.Tests.Support;

namespace Heed.Cli.Tests.Commands;

[Collection(ModelCollection.Name)]
public sealed class TrainTests(TrainedModel model) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_leaves_a_model_folder_with_its_recipe_and_metrics()
    {
        Assert.True(model.Result.Code == 0, model.Result.Error);
        foreach (string file in (string[])["config.json", "model.safetensors", "tokenizer.json", "recipe.yaml", "metrics.jsonl"])
        {
            Assert.True(File.Exists(Path.Combine(model.Folder, file)), file);
        }

        Assert.Contains("max_steps: 40", File.ReadAllText(Path.Combine(model.Folder, "recipe.yaml")));
    }

    [Fact]
    public void The_test_scores_are_the_result_and_everything_else_is_beside_it()
    {
        Assert.Collection(
            model.Result.Lines,
            line => Assert.StartsWith("BLEU|nrefs:1|case:mixed|eff:no|tok:13a|", line),
            line => Assert.StartsWith("chrF2|", line));
        Assert.Contains("400 pairs kept", model.Result.Error);
        Assert.Contains("tokens/s", model.Result.Error);
        Assert.Contains("heed translate --model", model.Result.Error);
    }

    [Theory]
    [InlineData("end_of_word")]
    [InlineData("word_piece")]
    [InlineData("byte_level")]
    public void A_model_learns_and_translates_with_any_kind_of_tokenizer(string kind)
    {
        string run = folder.At(kind);
        string data = Path.GetDirectoryName(model.Recipe)!;
        HeedResult trained = HeedProcess.Run(
            "train", model.Recipe, "--data", data, "--output", run, "--set", $"tokenizer.kind={kind}", "--set", "training.max_steps=2");
        Assert.True(trained.Code == 0, trained.Error);
        Assert.Contains($"kind: {kind}", File.ReadAllText(Path.Combine(run, "recipe.yaml")));
        HeedResult translated = HeedProcess.Run("1 2 3\n", ["translate", "--model", run]);
        Assert.True(translated.Code == 0, translated.Error);
        Assert.Single(translated.Output, letter => letter == '\n');
    }

    [Fact]
    public void A_finished_run_is_not_overwritten()
    {
        HeedResult result = HeedProcess.Run("train", model.Recipe, "--output", model.Folder);
        Assert.Equal((1, ""), (result.Code, result.Output));
        Assert.Contains("heed: ", result.Error);
        Assert.Contains("--resume", result.Error);
    }

    [Fact]
    public void An_unknown_key_on_the_command_line_is_named() =>
        HeedProcess.Run("train", model.Recipe, "--set", "training.max_step=5", "--output", folder.At("run"))
            .FailedWith(1, "--set training.max_step=5", "did you mean 'max_steps'?");

    [Fact]
    public void A_missing_data_file_is_named_with_its_key()
    {
        string recipe = folder.File("r.yaml", TrainedModel.Text);
        HeedProcess.Run("train", recipe, "--output", folder.At("run")).FailedWith(1, folder.At("train.tsv"), "data.train", "--data");
    }

    [Fact]
    public void Unequal_sides_give_both_numbers_of_lines()
    {
        folder.File("a", "one\ntwo\n");
        folder.File("b", "eins\n");
        string recipe = folder.File("r.yaml", TrainedModel.Text.Replace("{ pairs: train.tsv }", "{ source: a, target: b }", StringComparison.Ordinal));
        HeedProcess.Run("train", recipe, "--output", folder.At("run")).FailedWith(1, "2 lines", "has 1");
    }

    [Fact]
    public void Pairs_that_are_too_long_are_counted()
    {
        folder.File("train.tsv", "1 2\tone two\n" + string.Concat(Enumerable.Repeat("7 ", 40)) + "\tseven\n\tempty\n");
        folder.File("test.tsv", "1\tone\n");
        string recipe = folder.File("r.yaml", TrainedModel.Text);
        HeedResult result = HeedProcess.Run(
            "train", recipe, "--output", folder.At("run"), "--set", "training.max_steps=1", "--set", "tokenizer.vocabulary_size=270");
        Assert.True(result.Code == 0, result.Error);
        Assert.Contains("1 pairs kept", result.Error);
        Assert.Contains("1 skipped as too long, 1 with an empty side", result.Error);
    }

    [Fact]
    public void An_interrupted_run_says_how_to_go_on_and_does()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        string[] arguments = ["train", model.Recipe, "--output", folder.At("run"), "--set", "training.max_steps=100000"];
        using Process process = HeedProcess.Start(arguments);
        string? line = process.StandardError.ReadLine();
        while (line is not null && !line.StartsWith("step ", StringComparison.Ordinal))
        {
            line = process.StandardError.ReadLine();
        }

        HeedProcess.Interrupt(process);
        string rest = process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)));
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("--resume", rest);
        long saved = Directory.GetDirectories(folder.At("run/checkpoints")).Max(path => long.Parse(path.Split('-')[^1]));
        HeedResult resumed = HeedProcess.Run([.. arguments[..^1], $"training.max_steps={saved + 5}", "--resume"]);
        Assert.True(resumed.Code == 0, resumed.Error);
        Assert.Contains($"Going on after step {saved}", resumed.Error);
    }
}
