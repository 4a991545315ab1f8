using System.Text.Json.Nodes;
using System.Diagnostics;
using System.Globalization;
using Heed.Cli.Tests.Support;

namespace Heed.Cli.Tests.Commands;

[Collection(ModelCollection.Name)]
public sealed class TranslateTests(TrainedModel model)
{
    [Fact]
    public void Lines_stay_aligned_and_an_empty_line_stays_empty()
    {
        HeedResult result = Translate("1 2 3\n\n   \n4 5\n");
        Assert.Equal((0, ""), (result.Code, result.Error));
        string[] lines = result.Output.Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.Equal(["", "", ""], [lines[1], lines[2], lines[4]]);
        Assert.NotEqual("", lines[0]);
        Assert.NotEqual("", lines[3]);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_line() => Assert.Equal(Translate("1 2 3\n").Output, Translate("\uFEFF1 2 3\n").Output);

    [Fact]
    public void A_translation_does_not_depend_on_the_batch()
    {
        string input = string.Concat(Enumerable.Range(0, 60).Select(number => $"{string.Join(' ', $"{number * 7}".ToCharArray())}\n"));
        Assert.Equal(Translate(input).Output, Translate(input, "--batch", "1").Output);
    }

    [Fact]
    public void Several_translations_carry_the_number_of_their_line_and_scores_fall()
    {
        HeedResult result = Translate("1 2\n3\n", "--n-best", "3", "--scores");
        string[][] fields = [.. result.Lines.Select(line => line.Split('\t'))];
        Assert.All(fields, field => Assert.Equal(3, field.Length));
        foreach (string number in (string[])["1", "2"])
        {
            double[] scores = [.. fields.Where(field => field[0] == number).Select(field => double.Parse(field[1], CultureInfo.InvariantCulture))];
            Assert.Equal(3, scores.Length);
            Assert.Equal(scores.OrderDescending(), scores);
        }
    }

    [Fact]
    public void Greedy_search_and_both_length_penalties_work()
    {
        Assert.Equal(0, Translate("1\n", "--beam", "1").Code);
        Assert.Equal(0, Translate("1\n", "--length-penalty", "0.6", "--length-penalty-kind", "gnmt").Code);
    }

    [Theory]
    [InlineData("truncate", "cut to that")]
    [InlineData("skip", "left empty")]
    public void A_line_over_the_maximum_is_reported_with_its_number(string policy, string said)
    {
        HeedResult result = Translate($"1\n{string.Concat(Enumerable.Repeat("7 ", 60))}\n", "--too-long", policy);
        Assert.Equal(0, result.Code);
        Assert.Contains("1 line was longer than the model's 23 pieces", result.Error);
        Assert.Contains($"{said}: line 2", result.Error);
        Assert.Equal(policy == "skip", result.Output.Split('\n')[1].Length == 0);
    }

    [Fact]
    public void Each_answer_comes_before_the_next_question()
    {
        using Process process = HeedProcess.Start("translate", "--model", model.Folder);
        for (int turn = 0; turn < 3; turn++)
        {
            process.StandardInput.WriteLine("1 2");
            process.StandardInput.Flush();
            Assert.NotNull(process.StandardOutput.ReadLine());
        }

        process.StandardInput.Close();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void Files_work_like_streams()
    {
        using var folder = new TemporaryFolder();
        string output = folder.At("out");
        HeedResult result = HeedProcess.Run("translate", "--model", model.Folder, "--input", folder.File("in", "1 2\n"), "--output", output);
        Assert.Equal((0, ""), (result.Code, result.Output));
        Assert.Equal(Translate("1 2\n").Output, File.ReadAllText(output));
    }

    [Fact]
    public void Broken_utf8_is_named_by_its_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.At("in"), [.. "1\n"u8, 0xFF, (byte)'\n']);
        HeedResult result = HeedProcess.Run("translate", "--model", model.Folder, "--input", folder.At("in"));
        Assert.Equal(1, result.Code);
        Assert.Contains("line 2", result.Error);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.safetensors")]
    [InlineData("tokenizer.json")]
    public void A_missing_part_of_the_model_is_named(string part)
    {
        using TemporaryFolder copy = model.Copy();
        File.Delete(copy.At(part));
        Translated(copy).FailedWith(1, part, copy.Path);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.safetensors")]
    [InlineData("tokenizer.json")]
    public void A_truncated_part_of_the_model_is_named(string part)
    {
        using TemporaryFolder copy = model.Copy();
        File.WriteAllBytes(copy.At(part), File.ReadAllBytes(copy.At(part))[..^40]);
        Translated(copy).FailedWith(1, part);
    }

    [Fact]
    public void Weights_of_another_shape_are_explained()
    {
        using TemporaryFolder copy = model.Copy();
        string config = File.ReadAllText(copy.At("config.json"));
        File.WriteAllText(copy.At("config.json"), config.Replace("\"width\": 32", "\"width\": 48", StringComparison.Ordinal));
        Translated(copy).FailedWith(1, "model.safetensors", "32", "48");
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named() =>
        HeedProcess.Run("translate", "--model", "/no/such/model").FailedWith(1, "/no/such/model");

    [Fact]
    public void Evaluate_translates_and_scores()
    {
        using var folder = new TemporaryFolder();
        string source = folder.File("source", "1 2\n3\n");
        string truth = folder.File("truth", Translate("1 2\n3\n").Output);
        HeedResult result = HeedProcess.Run("evaluate", "--model", model.Folder, "--source", source, "--references", truth, "--metrics", "exact");
        Assert.Equal("exact match|nrefs:1|case:mixed = 100.00", Assert.Single(result.Lines));
    }

    [Theory]
    [InlineData]
    [InlineData("--source", "x")]
    [InlineData("--hypotheses", "x", "--model", "y", "--source", "z")]
    public void Evaluate_wants_hypotheses_or_a_model_with_a_source(params string[] arguments) =>
        HeedProcess.Run(["evaluate", "--references", "r", .. arguments]).FailedWith(2, "--hypotheses", "--model");

    [Fact]
    public void Inspect_shows_pieces_and_where_the_decoder_looked()
    {
        HeedResult result = HeedProcess.Run("inspect", "--model", model.Folder, "1 2");
        Assert.Equal((0, ""), (result.Code, result.Error));
        foreach (string part in (string[])["translation", "source", "▁1(", "</s>(3)", "cross-attention, layer 0, mean of the heads", "│"])
        {
            Assert.Contains(part, result.Output);
        }

        Assert.Contains("head 1", HeedProcess.Run("inspect", "--model", model.Folder, "1 2", "--head", "1").Output);
    }

    [Fact]
    public void Inspect_gives_everything_as_json_and_as_a_page()
    {
        using var copy = new TemporaryFolder();
        string page = Path.Combine(copy.Path, "page.html");
        HeedResult result = HeedProcess.Run("inspect", "--model", model.Folder, "1 2", "--json", "--html", page);
        Assert.Equal(0, result.Code);
        JsonNode trace = JsonNode.Parse(result.Output)!;
        Assert.Equal("1 2", (string?)trace["sourceText"]);
        Assert.NotEmpty(trace["effects"]!["cross"]!.AsArray());
        string text = File.ReadAllText(page);
        Assert.Contains("\"sourceText\":\"1 2\"", text);
        Assert.Contains("\"positions\":[", text);
        Assert.Contains("script-src 'sha256-", text);
    }

    [Fact]
    public void Inspect_names_what_is_out_of_range() =>
        HeedProcess.Run("inspect", "--model", model.Folder, "1 2", "--layer", "4").FailedWith(1, "--layer is 4", "has 1");

    private static HeedResult Translated(TemporaryFolder copy) => HeedProcess.Run("1\n", ["translate", "--model", copy.Path]);

    private HeedResult Translate(string input, params string[] more) => HeedProcess.Run(input, ["translate", "--model", model.Folder, .. more]);
}
