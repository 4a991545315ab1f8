using System.Text.Json;
using Heed.Cli.Tests.Support;

namespace Heed.Cli.Tests.Commands;

/// <summary>Every kind through the command line: trained, applied, looked into, compared.</summary>
public sealed class TokenizerKindTests : IDisposable
{
    private const string Text = "the cat sat on the mat\nthe dog sat on the log\nthat cat and that dog\n";
    private readonly TemporaryFolder folder = new();
    private readonly string text;

    public TokenizerKindTests() => text = folder.File("text", string.Concat(Enumerable.Repeat(Text, 10)));

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("word", "▁the ▁cat ▁sat ▁on")]
    [InlineData("character", "t h e ▁ c a t ▁")]
    [InlineData("byte_pair", "▁the ▁cat")]
    [InlineData("end_of_word", "the</w> cat</w>", "--merges", "100")]
    [InlineData("byte_level", "the Ġcat", "--minimum-pair-count", "1")]
    [InlineData("word_piece", "the cat")]
    [InlineData("unigram", "▁the ▁cat", "--maximum-piece-length", "8")]
    public void Every_kind_gives_the_text_back(string kind, string begins, params string[] more)
    {
        string tokenizer = Train(kind, more);
        HeedResult encoded = HeedProcess.Run(Text, ["tokenizer", "encode", "--tokenizer", tokenizer]);
        Assert.True(encoded.Code == 0, encoded.Error);
        Assert.StartsWith(begins, encoded.Output);
        Assert.Equal(Text, HeedProcess.Run(encoded.Output, ["tokenizer", "decode", "--tokenizer", tokenizer]).Output);
    }

    [Fact]
    public void Inspect_shows_pieces_with_ids_and_the_merges_of_a_word()
    {
        string tokenizer = Train("end_of_word");
        HeedResult word = HeedProcess.Run("tokenizer", "inspect", "--tokenizer", tokenizer, "that");
        Assert.True(word.Code == 0, word.Error);
        Assert.Contains("t h a t</w>", word.Output);
        Assert.Matches(@"\+ .*, merge \d+ +", word.Output);
        Assert.EndsWith(" that</w>", word.Lines[^1]);
        Assert.DoesNotContain("\u001b", word.Output);

        HeedResult sentence = HeedProcess.Run("tokenizer", "inspect", "--tokenizer", tokenizer, "the cat");
        Assert.StartsWith("the</w> cat</w>", sentence.Output);
        Assert.Matches(@"cat</w> +\d+ +cat", sentence.Output);
        Assert.Contains("read back as: the cat", sentence.Output);
        Assert.DoesNotContain("merge 1", sentence.Output);
        Assert.Contains("merge 1", HeedProcess.Run("tokenizer", "inspect", "--tokenizer", tokenizer, "the cat", "--steps").Output);
    }

    [Fact]
    public void Compare_measures_kinds_and_files()
    {
        HeedResult result = HeedProcess.Run(
            "tokenizer", "compare", "--text", text, "--kinds", "word", "character", "--tokenizers", Train("end_of_word"), "--json");
        Assert.True(result.Code == 0, result.Error);
        JsonElement[] rows = [.. JsonDocument.Parse(Assert.Single(result.Lines)).RootElement.EnumerateArray()];
        Assert.Equal(["word", "character", folder.At("end_of_word.json")], rows.Select(row => row.GetProperty("tokenizer").GetString()));
        Assert.All(rows, row => Assert.Equal((30, 30), (row.GetProperty("sentences").GetInt32(), row.GetProperty("round_trips").GetInt32())));
        Assert.Equal((170, 0, 9), (Number("pieces"), Number("unknown"), Number("used")));
        Assert.Equal((36 + 36 + 25) / 3.0, rows[0].GetProperty("attention_pairs_per_sentence").GetDouble(), 9);
        int Number(string name) => rows[0].GetProperty(name).GetInt32();
    }

    [Fact]
    public void Compare_prints_a_table_of_all_kinds()
    {
        HeedResult result = HeedProcess.Run("tokenizer", "compare", "--text", text, "--vocabulary", "300");
        Assert.True(result.Code == 0, result.Error);
        Assert.All(
            (string[])["word", "character", "byte_pair", "end_of_word", "byte_level", "word_piece", "unigram"], kind => Assert.Matches($@"\n +{kind} ", result.Output));
        Assert.Contains("100.0 %", result.Output);
        Assert.Contains("round trip: ", result.Output);
    }

    [Fact]
    public void Random_segmentations_differ_and_come_back()
    {
        string tokenizer = Train("byte_pair");
        string[] command = ["tokenizer", "encode", "--tokenizer", tokenizer, "--dropout", "0.5"];
        string first = HeedProcess.Run(Text, [.. command, "--seed", "1"]).Output;
        Assert.Equal(first, HeedProcess.Run(Text, [.. command, "--seed", "1", "--threads", "1"]).Output);
        Assert.NotEqual(first, HeedProcess.Run(Text, [.. command, "--seed", "2"]).Output);
        Assert.Equal(Text, HeedProcess.Run(first, ["tokenizer", "decode", "--tokenizer", tokenizer]).Output);
    }

    [Fact]
    public void A_joiner_prints_pieces_as_subword_nmt_does_and_vocabularies_of_others_are_read()
    {
        string codes = folder.File("codes.bpe", "#version: 0.2\nt h\nth e</w>\na t</w>\n");
        HeedResult joined = HeedProcess.Run("the cat\n", ["tokenizer", "encode", "--tokenizer", codes, "--joiner", "@@"]);
        Assert.Equal((0, "the c@@ at\n"), (joined.Code, joined.Output));
        HeedProcess.Run("tokenizer", "encode", "--tokenizer", codes, "--joiner", "@@", "--ids").FailedWith(2, "--ids", "--joiner");
    }

    [Theory]
    [InlineData("byte_pear", "--kind", "byte_pair")]
    [InlineData("word", "--coverage says nothing about the kind word", "byte_pair", "--coverage", "0.9")]
    [InlineData("byte_pair", "--merges", "end_of_word", "--merges", "5")]
    [InlineData("character", "--coverage", "0 to 1", "--coverage", "7")]
    public void What_a_kind_does_not_know_is_wrong_usage(string kind, string named, string also, params string[] more) =>
        HeedProcess.Run(["tokenizer", "train", "--input", text, "--output", folder.At("x"), "--kind", kind, .. more]).FailedWith(2, named, also);

    [Fact]
    public void Compare_needs_kinds_and_files_that_exist()
    {
        HeedProcess.Run("tokenizer", "compare", "--text", text, "--kinds", "word", "wort").FailedWith(2, "wort", "character");
        HeedProcess.Run("tokenizer", "compare", "--text", text, "--tokenizers", folder.At("none.json")).FailedWith(1, "none.json");
        HeedProcess.Run("tokenizer", "compare", "--text", folder.At("none.txt"), "--kinds", "word").FailedWith(1, "none.txt");
        HeedProcess.Run("tokenizer", "inspect", "--tokenizer", folder.At("none.json"), "word").FailedWith(1, "none.json");
    }

    private string Train(string kind, params string[] more)
    {
        string path = folder.At(kind + ".json");
        string[] common = ["tokenizer", "train", "--kind", kind, "--input", text, "--output", path];
        HeedResult trained = HeedProcess.Run([.. common, "--vocabulary", "400", .. more]);
        Assert.True(trained.Code == 0, trained.Error);
        Assert.Contains($"pieces in {path}", trained.Error);
        return path;
    }
}
