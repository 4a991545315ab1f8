using CsCheck;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Text.Tests.Tokenization;

public sealed class BytePairTrainingTests
{
    [Fact]
    public void TheSameLinesInAnyOrderGiveTheSameTokenizer()
    {
        Tokenizer reversed = TestCorpus.Training.Train(TestCorpus.Lines.Reverse());
        Assert.Equal(TestCorpus.Tokenizer.Vocabulary.Pieces, reversed.Vocabulary.Pieces);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ThreadsDoNotMatter(int threads)
    {
        string[] lines = [.. Enumerable.Range(0, 3000).Select(number => $"{TestCorpus.Lines[number % 6]} {number % 91}")];
        Tokenizer tokenizer = TestCorpus.Training.Train(lines, new TrainingWork { Threads = threads });
        Assert.Equal(TestCorpus.Training.Train(lines).Vocabulary.Pieces, tokenizer.Vocabulary.Pieces);
    }

    [Fact]
    public void AnErrorInTheLinesIsThrownAsItIs()
    {
        IEnumerable<string> Lines()
        {
            yield return "a line";
            throw new UserException("line 2 is bad");
        }

        Assert.Equal("line 2 is bad", Assert.Throws<UserException>(() => TestCorpus.Training.Train(Lines(), new TrainingWork { Threads = 4 })).Message);
    }

    [Fact]
    public void ATrainingTellsHowFarItIsAndCanBeStopped()
    {
        var told = new List<TrainingProgress>();
        string[] words = [.. Enumerable.Range(0, 20_000).Select(number => $"{number:x}".Replace('0', 'g'))];
        new BytePairTraining { VocabularySize = 900 }.Train(words, new TrainingWork { Progress = told.Add });
        Assert.Contains(told, progress => progress is { Unit: "lines", Done: 20_000, Total: null });
        Assert.Contains(told, progress => progress is { Unit: "pieces", Total: 900 } && progress.Done is > 256 and <= 900);
        Assert.Throws<OperationCanceledException>(() => TestCorpus.Training.Train(words, new TrainingWork { Cancellation = new CancellationToken(canceled: true) }));
    }

    [Fact]
    public void TheVocabularyHasTheSizeAskedFor()
    {
        Assert.Equal(450, TestCorpus.Tokenizer.VocabularySize);
        Assert.Equal(["<pad>", "<unk>", "<s>", "</s>", "<0x00>"], TestCorpus.Tokenizer.Vocabulary.Pieces.Take(5));
    }

    [Fact]
    public void PiecesStayInsideWords()
    {
        string[] pieces = [.. TestCorpus.Tokenizer.Vocabulary.Pieces.Skip(260)];
        Assert.Contains("▁the", pieces);
        Assert.Contains("在家", pieces);
        Assert.All(pieces, piece => Assert.True(piece.LastIndexOf('▁') <= 0, piece));
        Assert.All(pieces, piece => Assert.False(piece.Any(char.IsAsciiLetter) && piece.Any(unit => unit >= '\u4E00'), piece));
        Assert.All(pieces, piece => Assert.False(piece.Any(char.IsDigit) && piece.TrimStart('▁').Length > 1, piece));
    }

    [Fact]
    public void WordsAreCutAsDescribed()
    {
        Tokenizer tokenizer = new BytePairTraining { VocabularySize = 8000, MinimumPairCount = 1, MinimumCharacterCount = 1 }
            .Train(["He didn't (really) pay 25$ for the T-shirt... 我在Boston工作。"]);
        Assert.Equal(
            ["▁He", "▁didn", "'t", "▁(", "really", ")", "▁pay", "▁2", "5", "$", "▁for", "▁the", "▁T", "-shirt", "...", "▁我在", "Boston", "工作", "。"],
            tokenizer.Encode("He didn't (really) pay 25$ for the T-shirt... 我在Boston工作。").Select(tokenizer.Piece));
    }

    [Fact]
    public void WithoutAPrefixTheFirstWordHasNoSpace()
    {
        Tokenizer tokenizer = (TestCorpus.Training with { PrefixSpace = false }).Train(TestCorpus.Lines);
        Assert.DoesNotContain("▁", string.Concat(tokenizer.Encode("我在家").Select(tokenizer.Piece)), StringComparison.Ordinal);
        Assert.Equal("我在家 the", tokenizer.Decode(tokenizer.Encode(" 我在家 the")));
    }

    [Fact]
    public void TooSmallAVocabularySaysBothNumbers()
    {
        string message = Assert.Throws<UserException>(() => (TestCorpus.Training with { VocabularySize = 270 }).Train(TestCorpus.Lines)).Message;
        Assert.Contains("270", message, StringComparison.Ordinal);
        Assert.Matches(@"\d+ \+ 260 = \d+", message);
    }

    [Fact]
    public void NoTextIsAnError() =>
        Assert.Contains("no text", Assert.Throws<UserException>(() => new BytePairTraining().Train(["", "  "])).Message, StringComparison.Ordinal);

    [Fact]
    public void AShortTextGivesWhatItHas() => Assert.InRange(new BytePairTraining().Train(TestCorpus.Lines).VocabularySize, 300, 1000);

    /// <summary>The incremental counts against the plainest way: count all pairs again after each merge.</summary>
    [Fact]
    public void MergesAreThoseOfThePlainAlgorithm() => Gen.Select(Gen.Char['a', 'c'].Array[1, 12].Select(word => new string(word)), Gen.Long[1, 5])
        .Array[1, 12].Sample(words =>
        {
            var counts = words.GroupBy(word => word.Item1).Select(group => (group.Key, group.Sum(word => word.Item2))).ToArray();
            var pieces = new PieceTable(["a", "b", "c"], reserved: 0);
            var learned = new BytePairLearner(new WordCounts { Words = counts }, pieces).Learn(20, minimumCount: 2);
            Assert.Equal(PlainBytePair.Learn(counts, pieces: 20, minimumCount: 2), learned);
        });

    [Fact]
    public void AMergeThatWouldSpellASpecialTokenIsNotLearned()
    {
        var words = new WordCounts { Words = [("<s>", 10), ("<sa", 5)] };
        var pieces = new PieceTable(["<s>", "<", "s", ">", "a"], reserved: 1);
        Assert.Equal([("<", "s"), ("<s", "a")], new BytePairLearner(words, pieces).Learn(20, 2));
        Assert.Equal(2 + 5, pieces.Count);
    }
}
