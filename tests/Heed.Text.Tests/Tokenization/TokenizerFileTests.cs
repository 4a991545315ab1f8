using System.Text;
using CsCheck;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.AddedTokens;
using Heed.Text.Tokenization.Training;

namespace Heed.Text.Tests.Tokenization;

public sealed class TokenizerFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("heed-tokenizer").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void SavedLoadedAndSavedAgainIsTheSameToTheByte()
    {
        string first = Path.Combine(folder, "tokenizer.json");
        string second = Path.Combine(folder, "again", "tokenizer.json");
        TestCorpus.Tokenizer.Save(first);
        Tokenizer loaded = Tokenizer.Load(first);
        loaded.Save(second);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.Equal([first], Directory.GetFiles(folder));
        foreach (string line in TestCorpus.Lines)
        {
            Assert.Equal(TestCorpus.Tokenizer.Encode(line), loaded.Encode(line));
        }
    }

    [Fact]
    public void SavingReplacesAFile()
    {
        string path = Path.Combine(folder, "tokenizer.json");
        File.WriteAllText(path, "old");
        TestCorpus.Tokenizer.Save(path);
        Assert.Equal(TestCorpus.Tokenizer.VocabularySize, Tokenizer.Load(path).VocabularySize);
    }

    [Theory]
    [InlineData("\"normalizer\": {", "\"normaliser\": {", "tokenizer.json", "\"normaliser\"")]
    [InlineData("\"type\": \"Metaspace\"", "\"type\": \"Blanks\"", "pre-tokenizer", "\"Blanks\"", "Metaspace")]
    [InlineData("\"type\": \"BPE\"", "\"type\": \"Unigramm\"", "model", "\"Unigramm\"")]
    [InlineData("\"type\": \"Fuse\"", "\"type\": \"Glue\"", "decoder", "\"Glue\"")]
    [InlineData("\"type\": \"Strip\",\n        \"strip_left\"", "\"type\": \"NFKZ\",\n        \"strip_left\"", "normalizer", "\"NFKZ\"")]
    [InlineData("\"byte_fallback\": true", "\"byte_falback\": true", "\"byte_falback\"")]
    [InlineData("\"dropout\": null", "\"dropout\": 1.1", "\"dropout\"", "1.1")]
    [InlineData("\"post_processor\": null", "\"post_processor\": {\"type\": \"X\"}", "post-processor", "\"X\"", "TemplateProcessing")]
    [InlineData("\"behavior\": \"Isolated\"", "\"behavior\": \"Lonely\"", "\"Lonely\"", "MergedWithNext")]
    [InlineData("\"<s>\": 2", "\"<s>\": 3", "'<s>'", "'</s>'", "3")]
    [InlineData("\"<s>\": 2", "\"<s>\": 99999", "'<s>'", "99999")]
    [InlineData("\"content\": \"<s>\"", "\"content\": \"<z>\"", "'<z>'")]
    [InlineData("\"merges\": [", "\"merges\": [[\"qqq\", \"z\"],", "'qqq'")]
    [InlineData("\"invert\": false", "\"invert\": 5", "\"invert\"", "5")]
    [InlineData("\"version\": \"1.0\"", "\"version\": \"9.0\"", "9.0")]
    [InlineData("\\\\s{2,}", "\\\\s{2,}(", "expression")]
    public void WhatHeedDoesNotKnowIsNamed(string part, string instead, params string[] named)
    {
        string path = Path.Combine(folder, "tokenizer.json");
        TestCorpus.Tokenizer.Save(path);
        string text = File.ReadAllText(path);
        Assert.Contains(part, text, StringComparison.Ordinal);
        int at = text.IndexOf(part, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + instead + text[(at + part.Length)..]);
        UserException exception = Assert.Throws<UserException>(() => Tokenizer.Load(path));
        Assert.All(named, name => Assert.Contains(name, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void ATruncatedFileSaysWhereItStops()
    {
        string path = Path.Combine(folder, "tokenizer.json");
        TestCorpus.Tokenizer.Save(path);
        File.WriteAllText(path, File.ReadAllText(path)[..^300]);
        string message = Assert.Throws<UserException>(() => Tokenizer.Load(path)).Message;
        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.Contains("line", message, StringComparison.Ordinal);
    }

    /// <summary>Whatever happens to the bytes of a file, it loads or the user is told.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ADamagedFileIsNeverAnotherError(bool bert)
    {
        string path = Path.Combine(folder, "tokenizer.json");
        if (bert)
        {
            File.WriteAllText(Path.Combine(folder, "vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n##b\n");
            Tokenizer tokenizer = Tokenizer.Load(Path.Combine(folder, "vocab.txt"));
            var extra = new AddedToken(9, "x") { Special = false, SingleWord = true, Normalized = true };
            TokenizerParts parts = tokenizer.Parts with { Truncation = new("Right", 8, "LongestFirst", 0), Padding = new(8, "Left", null, 0, 0, "[PAD]") };
            new Tokenizer(parts, tokenizer.AddedTokens.Append(extra)).Save(path);
        }
        else
        {
            new BytePairTraining { VocabularySize = 60, ByteFallback = false }.Train(TestCorpus.Lines).Save(path);
        }

        byte[] whole = File.ReadAllBytes(path);
        string damaged = Path.Combine(folder, "damaged.json");
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.OneOf("\"", "{", "]", ",", "null", "-1", "1e9", "\\ud800", "0", "a", "\0", ":", "\uD83D")).Array[1, 3].Sample(
            edits =>
            {
                List<byte> bytes = [.. whole];
                foreach ((int at, string text) in edits)
                {
                    bytes.RemoveAt(at);
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(text));
                }

                File.WriteAllBytes(damaged, [.. bytes]);
                try
                {
                    Tokenizer.Load(damaged).Encode(TestCorpus.Lines[0], EncodeOptions.HuggingFace);
                }
                catch (UserException exception)
                {
                    Assert.NotEmpty(exception.Message);
                }
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public void AMissingFileIsNamed()
    {
        string path = Path.Combine(folder, "none.json");
        Assert.Contains(path, Assert.Throws<UserException>(() => Tokenizer.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFailedSaveLeavesTheOldFile()
    {
        string path = Path.Combine(folder, "tokenizer.json");
        File.WriteAllText(path, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException("power cut");
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void SavingWhereAFileStandsInTheWaySaysSo()
    {
        File.WriteAllText(Path.Combine(folder, "model"), "a file");
        string path = Path.Combine(folder, "model", "tokenizer.json");
        Assert.Contains(path, Assert.Throws<UserException>(() => TestCorpus.Tokenizer.Save(path)).Message, StringComparison.Ordinal);
    }
}
