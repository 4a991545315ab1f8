using Heed.Cli.Tests.Support;

namespace Heed.Cli.Tests.Commands;

public sealed class TokenizerTests : IDisposable
{
    private const string Text = "the cat sat on the mat\nthe dog sat on the log\n\nthat cat and that dog\n";
    private readonly TemporaryFolder folder = new();
    private readonly string tokenizer;

    public TokenizerTests()
    {
        tokenizer = folder.At("tokenizer.json");
        HeedResult trained = HeedProcess.Run(
            "tokenizer", "train", "--input", folder.File("text", string.Concat(Enumerable.Repeat(Text, 5))), "--vocabulary", "300", "--output", tokenizer);
        Assert.True(trained.Code == 0, trained.Error);
        Assert.Equal("", trained.Output);
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--ids")]
    public void What_is_encoded_decodes_to_itself_line_by_line(params string[] ids)
    {
        HeedResult encoded = HeedProcess.Run(Text, ["tokenizer", "encode", "--tokenizer", tokenizer, .. ids]);
        Assert.Equal(0, encoded.Code);
        Assert.Equal(4, encoded.Output.Count(letter => letter == '\n'));
        Assert.Matches(ids.Length == 1 ? @"^[0-9 \n]+$" : "▁the", encoded.Output);
        HeedResult decoded = HeedProcess.Run(encoded.Output, ["tokenizer", "decode", "--tokenizer", tokenizer, .. ids]);
        Assert.Equal(Text, decoded.Output);
    }

    [Fact]
    public void Files_work_like_streams_and_a_folder_stands_for_its_tokenizer()
    {
        string output = folder.At("out");
        HeedResult toFile = HeedProcess.Run(
            "tokenizer", "encode", "--tokenizer", folder.Path, "--input", folder.File("in", Text), "--output", output);
        Assert.Equal((0, ""), (toFile.Code, toFile.Output));
        Assert.Equal(HeedProcess.Run(Text, ["tokenizer", "encode", "--tokenizer", tokenizer]).Output, File.ReadAllText(output));
    }

    [Fact]
    public void A_vocabulary_of_another_program_is_read_by_what_it_is()
    {
        string vocabulary = folder.File("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\ncat\n##s\n");
        HeedResult Run(params string[] more) => HeedProcess.Run("The cats", ["tokenizer", "encode", "--tokenizer", vocabulary, .. more]);
        Assert.Equal("the cat ##s\n", Run().Output);
        Assert.Equal("[CLS] the cat ##s [SEP]\n", Run("--special-tokens").Output);
        Assert.Equal("1 6 7\n", Run("--variant", "cased", "--ids").Output);
        Assert.Equal("The cat@@ s\n", Run("--joiner", "@@").Output);
    }

    [Fact]
    public void A_vocabulary_smaller_than_the_characters_is_explained() =>
        HeedProcess.Run("tokenizer", "train", "--input", folder.File("t", Text), "--vocabulary", "8", "--output", folder.At("small"))
            .FailedWith(1, "8", "character");

    [Theory]
    [InlineData("5 9999", "9999", "--ids")]
    [InlineData("5 -1", "-1", "--ids")]
    [InlineData("▁the nonsense", "nonsense")]
    public void What_is_no_piece_or_id_is_named_with_its_line(string line, string named, params string[] ids) =>
        HeedProcess.Run(line, ["tokenizer", "decode", "--tokenizer", tokenizer, .. ids]).FailedWith(1, "standard input, line 1", named);

    [Fact]
    public void A_missing_tokenizer_is_named() =>
        HeedProcess.Run("tokenizer", "encode", "--tokenizer", folder.At("none.json")).FailedWith(1, folder.At("none.json"));

    [Fact]
    public void Output_that_nobody_reads_any_more_ends_quietly()
    {
        string large = folder.File("large", string.Concat(Enumerable.Repeat(Text, 20_000)));
        using var process = HeedProcess.Start("tokenizer", "encode", "--tokenizer", tokenizer, "--input", large);
        Assert.NotNull(process.StandardOutput.ReadLine());
        process.StandardOutput.Close();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.Equal("", process.StandardError.ReadToEnd());
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void An_interrupt_exits_with_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        using var process = HeedProcess.Start("tokenizer", "encode", "--tokenizer", tokenizer);
        process.StandardInput.Write(Text);
        process.StandardInput.Flush();
        Assert.NotNull(process.StandardOutput.ReadLine()); // It now waits for more input.
        HeedProcess.Interrupt(process);
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.Equal(130, process.ExitCode);
        Assert.Equal("Interrupted.\n", process.StandardError.ReadToEnd());
    }
}
