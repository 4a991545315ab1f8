using System.Text.Json;
using Heed.Cli.Tests.Support;

namespace Heed.Cli.Tests.Commands;

public sealed class BenchTests : IDisposable
{
    private static readonly string[] Shape = ["--width", "16", "--feed-forward", "32", "--heads", "2", "--layers", "1", "--vocab", "20"];
    private readonly TemporaryFolder folder = new();
    private readonly string ids;

    public BenchTests() => ids = folder.File("ids", "4 5 6\t7 8\n9 10\t11 12 13\n4\t5\n");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("train", "--steps", "4", "--batch-tokens", "64")]
    [InlineData("decode", "--length", "5", "--beam", "2", "--batch", "2")]
    public void Json_has_the_names_that_machines_read(string verb, params string[] more)
    {
        HeedResult result = HeedProcess.Run(["bench", verb, "--ids", ids, .. Shape, "--threads", "1", "--json", .. more]);
        Assert.True(result.Code == 0, result.Error);
        JsonElement json = JsonDocument.Parse(Assert.Single(result.Lines)).RootElement;
        Assert.True(json.GetProperty("target_tokens_per_second").GetDouble() > 0);
        Assert.True(json.GetProperty("peak_memory_bytes").GetInt64() > 1_000_000);
        Assert.Equal("float32", json.GetProperty("precision").GetString());
        Assert.Equal(1, json.GetProperty("threads").GetInt32());

        // Training: four batches of all three sentences, each with its end. Decoding: three sentences of five tokens.
        Assert.Equal(verb == "train" ? 4 * 9 : 15, json.GetProperty("target_tokens").GetInt32());
    }

    [Fact]
    public void Tokenizing_counts_lines_bytes_and_pieces()
    {
        string text = folder.File("text", "ab ab\nab\n");
        string tokenizer = folder.At("tokenizer.json");
        Assert.Equal(0, HeedProcess.Run("tokenizer", "train", "--kind", "word", "--input", text, "--output", tokenizer).Code);
        string[] command = ["bench", "tokenize", "--tokenizer", tokenizer, "--text", text, text, "--threads", "2", "--passes", "2"];
        HeedResult result = HeedProcess.Run([.. command, "--json"]);
        Assert.True(result.Code == 0, result.Error);
        JsonElement json = JsonDocument.Parse(Assert.Single(result.Lines)).RootElement;
        Assert.Equal((4, 18, 6, 2), (Number("lines"), Number("bytes"), Number("pieces"), Number("threads")));
        Assert.True(json.GetProperty("bytes_per_second").GetDouble() > 0);
        Assert.Contains("4 lines", HeedProcess.Run(command).Output);
        int Number(string name) => json.GetProperty(name).GetInt32();
    }

    [Fact]
    public void A_profile_names_the_ops()
    {
        HeedResult result = HeedProcess.Run(["bench", "train", "--ids", ids, .. Shape, "--steps", "2", "--profile"]);
        Assert.Contains("target tokens/s", result.Output);
        Assert.Contains("LinearOp", result.Output);
        Assert.Contains("backward", result.Output);
        Assert.Contains("of limit", result.Output);
        Assert.Matches("Products: [0-9,]+ GFLOP/s over the whole time, [0-9]+ % of the", result.Output);
    }

    [Theory]
    [InlineData("99\t4", "line 1", "99")]
    [InlineData("4 5", "line 1", "tab")]
    public void Ids_that_are_none_are_named_with_their_line(string line, params string[] parts) =>
        HeedProcess.Run(["bench", "train", "--ids", folder.File("bad", line + "\n"), .. Shape]).FailedWith(1, parts);

    [Fact]
    public void A_width_that_heads_do_not_divide_is_wrong_usage() =>
        HeedProcess.Run("bench", "decode", "--ids", ids, "--width", "10", "--heads", "3").FailedWith(2, "--width 10", "--heads 3");
}
