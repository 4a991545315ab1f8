using System.IO.Compression;
using System.Text;
using Heed.Text.Tokenization;

namespace Heed.Text.Tests.Tokenization.Formats;

public sealed class TokenizerFormatTests : IDisposable
{
    private const string Vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nwe\n##ll\n北\nℝ\n";
    private readonly string folder = Directory.CreateTempSubdirectory("heed-formats").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void AVocabularyOfBertIsReadWithItsNormalisation()
    {
        Tokenizer tokenizer = Tokenizer.Load(Write("vocab.txt", Vocabulary));
        Assert.Equal("[CLS] we ##ll 北 北 [UNK] [SEP]", Pieces(tokenizer, "Wéll 北北ß", EncodeOptions.HuggingFace));
        Assert.Equal([0, 0, 0, 1, 1], tokenizer.EncodePair("we", "北", EncodeOptions.HuggingFace).Types);
        Assert.Equal("well 北", tokenizer.Decode(tokenizer.Encode("WELL 北", EncodeOptions.HuggingFace)));
    }

    [Theory]
    [InlineData("uncased", "we")]
    [InlineData("cased", "[UNK]")]
    public void TheVariantSaysWhetherCapitalsCount(string variant, string piece) =>
        Assert.Equal(piece, Pieces(Tokenizer.Load(Write("vocab.txt", Vocabulary), variant), "WE"));

    [Fact]
    public void AVocabularyWithCapitalsIsCased() => Assert.Equal("WE", Pieces(Tokenizer.Load(Write("x-vocab.txt", Vocabulary + "WE\n")), "WE"));

    [Fact]
    public void APackedFileAndAFolderAreReadToo()
    {
        string path = Path.Combine(folder, "vocab.txt.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Vocabulary));
        }

        Assert.Equal("we", Pieces(Tokenizer.Load(path), "we"));
        Assert.Equal("we", Pieces(Tokenizer.Load(folder), "we"));
    }

    [Fact]
    public void VocabularyAndMergesBelongTogether()
    {
        Write("vocab.json", ByteVocabulary("\"th\": 256, \"the\": 257, \"<|endoftext|>\": 258"));
        string merges = Write("merges.txt", "#version: 0.2\nt h\nth e\n");
        foreach (string path in new[] { merges, Path.Combine(folder, "vocab.json"), folder })
        {
            Tokenizer tokenizer = Tokenizer.Load(path);
            Assert.Equal("the Ġ the", Pieces(tokenizer, "the the"));
            Assert.Equal([258], tokenizer.Encode("<|endoftext|>", EncodeOptions.HuggingFace));
        }
    }

    [Fact]
    public void ATiktokenFileTakesItsWordsFromItsName()
    {
        string lines = string.Concat(Enumerable.Range(0, 256).Append(-1)
            .Select((value, id) => $"{Convert.ToBase64String(value < 0 ? "ab"u8 : [(byte)value])} {id}\n"));
        Tokenizer tokenizer = Tokenizer.Load(Write("cl100k_base.tiktoken", lines));
        Assert.Equal("ab Ċ", Pieces(tokenizer, "ab\n"));
        Assert.Equal(100277, tokenizer.VocabularySize);
        Assert.Equal([100257], tokenizer.Encode("<|endoftext|>", EncodeOptions.HuggingFace));
        Assert.Equal(50257, Tokenizer.Load(Write("mine.tiktoken", lines), "gpt2").VocabularySize);
        Assert.Contains("cl100k_base", Failure(Write("mine.tiktoken", lines)), StringComparison.Ordinal);
    }

    [Fact]
    public void CodesOfSubwordNmtCutWordsAtSpaces()
    {
        Tokenizer tokenizer = Tokenizer.Load(Write("bpe.codes", "#version: 0.2\nl o\nlo w</w>\ne r</w>\n"));
        Assert.Equal("low</w> lo w er</w>", Pieces(tokenizer, "low  lower"));
        Assert.Equal(["low lo@@ w@@ er ü@@ ü"], new TokenLines(tokenizer) { Joiner = "@@" }.Encode(["low  lower üü"]));
        Assert.Equal("low lower", tokenizer.Decode(tokenizer.Encode("low lower")));
    }

    [Theory]
    [InlineData("vocab.txt", "a\nb\n", "[SEP]")]
    [InlineData("vocab.txt", "[UNK]\n[SEP]\n[CLS]\na\na\n", "'a'")]
    [InlineData("notes.md", "# Notes\n", "notes.md", "tokenizer.json", "vocab.txt", "subword-nmt", ".tiktoken")]
    [InlineData("merges.txt", "#version: 0.2\na b\n", "vocab.json")]
    [InlineData("gpt2.tiktoken", "IQ== 0\nIg== x\n", "line 2")]
    [InlineData("gpt2.tiktoken", "IQ== 0\n!! 1\n", "line 2")]
    [InlineData("codes", "#version: 0.1\ne </w>\n", "0.2")]
    [InlineData("codes", "#version: 0.2\ne </w>\na b c\n", "line 3")]
    [InlineData("other.json", "{\"a\": 1}", "other.json", "\"added_tokens\"")]
    public void WhatCannotBeReadIsOneSentence(string name, string content, params string[] named)
    {
        string message = Failure(Write(name, content));
        Assert.All(named, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void AVocabularyThatIsNotOfBytesIsRefused()
    {
        Write("vocab.json", "{\"a</w>\": 0}");
        Write("merges.txt", "#version: 0.2\n");
        Assert.Contains("tokenizer.json", Failure(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyFolderSaysWhatIsLookedFor() => Assert.Contains("vocab.txt", Failure(folder), StringComparison.Ordinal);

    private static string Failure(string path) => Assert.Throws<UserException>(() => Tokenizer.Load(path)).Message;

    private static string Pieces(Tokenizer tokenizer, string text, EncodeOptions? options = null) =>
        string.Join(' ', tokenizer.Encode(text, options ?? new EncodeOptions()).Select(tokenizer.Piece));

    private static string ByteVocabulary(string more) => "{" + string.Concat(ByteAlphabet.All.ToArray().Select(
        (unit, id) => $"\"{(unit is '"' or '\\' ? "\\" + unit : unit)}\": {id}, ")) + more + "}";

    private string Write(string name, string content)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
