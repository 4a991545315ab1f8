using Heed.Cli.Tests.Support;

namespace Heed.Cli.Tests.Commands;

public sealed class QuickstartTests
{
    /// <summary>The whole way in a few steps: what it shows, and that the folder works. How good the real one gets is measured apart.</summary>
    [Fact]
    public void Ends_with_the_exact_match_and_leaves_a_model_that_works()
    {
        using var folder = new TemporaryFolder();
        string model = folder.At("model");
        string[] arguments =
        [
            "quickstart", "--output", model, "--set", "training.max_steps=12", "--set", "training.schedule.warmup_steps=2",
            "--set", "training.validate_every=0", "--set", "data.train.dates=300", "--set", "data.test.dates=20", "--set", "data.validation.dates=10",
        ];
        HeedResult result = HeedProcess.Run(arguments);
        Assert.True(result.Code == 0, result.Error);
        Assert.Matches(@"^exact match: \d+\.\d %$", result.Lines[^1]);
        Assert.Equal(5, result.Lines.Count(line => line.Contains('→')));
        Assert.Contains("│", result.Output);
        Assert.Contains("heed translate --model", result.Error);
        Assert.Equal(0, HeedProcess.Run("March 3, 2024\n", ["translate", "--model", model]).Code);
        HeedResult scored = HeedProcess.Run(
            "evaluate", "--model", model, "--source", Path.Combine(model, "test.en"), "--references", Path.Combine(model, "test.zh"), "--beam", "1", "--metrics", "exact");
        Assert.Contains(result.Lines[^1].Split(' ')[2], scored.Output);

        // Once more into the same folder: an earlier quickstart is in nobody's way.
        Assert.Equal(0, HeedProcess.Run(arguments).Code);
    }
}
