using CsCheck;
using Heed.Text.Corpora;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;
using Heed.Text.Tokenization.Training.Unigrams;

namespace Heed.Text.Tests.Tokenization.Unigrams;

public sealed class UnigramTrainingTests : IDisposable
{
    private static readonly UnigramTraining Training = new() { VocabularySize = 350, MinimumCharacterCount = 1 };
    private static readonly Tokenizer Trained = Training.Train(TestCorpus.Lines);
    private readonly string folder = Directory.CreateTempSubdirectory("heed-unigram").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void TheVocabularyHasTheSizeAskedFor()
    {
        Assert.Equal(350, Trained.VocabularySize);
        Assert.Equal(["<pad>", "<unk>", "<s>", "</s>", "<0x00>"], Trained.Vocabulary.Pieces.Take(5));
    }

    [Fact]
    public void TheSameLinesInAnyOrderOnAnyNumberOfThreadsGiveTheSameFile()
    {
        byte[] Bytes(Tokenizer tokenizer)
        {
            string path = Path.Combine(folder, "tokenizer.json");
            tokenizer.Save(path);
            return File.ReadAllBytes(path);
        }

        byte[] expected = Bytes(Trained);
        Assert.Equal(expected, Bytes(Training.Train(TestCorpus.Lines.Reverse(), new TrainingWork { Threads = 1 })));
        Assert.Equal(expected, Bytes(Training.Train(TestCorpus.Lines, new TrainingWork { Threads = 5 })));
        Assert.Equal(expected, Bytes(Tokenizer.Load(Path.Combine(folder, "tokenizer.json"))));
    }

    [Fact]
    public void PiecesCrossNeitherWordsNorWritingSystems()
    {
        string[] pieces = [.. Trained.Vocabulary.Pieces.Skip(260)];
        Assert.Contains("在家", pieces);
        Assert.All(pieces, piece => Assert.True(piece.LastIndexOf('▁') <= 0, piece));
        Assert.All(pieces, piece => Assert.False(piece.Any(char.IsAsciiLetter) && piece.Any(unit => unit >= '\u4E00' || char.IsPunctuation(unit)), piece));
    }

    [Fact]
    public void DigitsAreSplitWhereAsked()
    {
        string[] lines = [.. Enumerable.Repeat("in 2024 and 2024 and 2011 and 1111", 9)];
        UnigramTraining training = Training with { VocabularySize = 290 };
        Assert.Contains(training.Train(lines).Vocabulary.Pieces, piece => piece.Contains("20", StringComparison.Ordinal) && piece[0] != '<');
        Assert.DoesNotContain(
            (training with { SplitDigits = true }).Train(lines).Vocabulary.Pieces.Skip(260), piece => piece.Count(char.IsDigit) > 1);
    }

    [Fact]
    public void WhatTheTextRepeatsBecomesPieces()
    {
        Tokenizer tokenizer = new UnigramTraining { VocabularySize = 60, ByteFallback = false, MinimumCharacterCount = 1 }
            .Train(Enumerable.Repeat("the snowboarder jumps over the snow", 20).Concat(Enumerable.Repeat("a snowboard", 20)));
        Assert.Equal(["▁the", "▁snow"], tokenizer.Encode("the snow").Select(tokenizer.Piece));
        Assert.Equal("the snowboarder", tokenizer.Decode(tokenizer.Encode("the  snowboarder ")));
    }

    [Fact]
    public void RandomSegmentationsGiveTheSameText() => Gen.Select(Gen.Int[0, TestCorpus.Lines.Length - 1].Select(line => TestCorpus.Lines[line]), Gen.ULong, Gen.Double[0.01, 1]).Sample(
        (line, seed, rate) => Assert.Equal(line, Trained.Decode(Trained.Encode(line, new SubwordRegularization(rate, seed)))));

    [Fact]
    public void AnyTextComesBackAndOffsetsCoverIt() => Gen.OneOf(Gen.String, Gen.Int[0, TestCorpus.Lines.Length - 1].Select(line => TestCorpus.Lines[line])).Sample(text =>
    {
        IReadOnlyList<Token> tokens = Trained.EncodeWithOffsets(text);
        int[] ids = [.. tokens.Select(token => token.Id)];
        Assert.Equal(Trained.Encode(text), ids);
        int covered = 0;
        foreach (Token token in tokens)
        {
            Assert.True(token.Start <= covered || string.IsNullOrWhiteSpace(text[covered..token.Start]));
            Assert.True(token.End >= covered && token.End <= text.Length);
            covered = token.End;
        }

        Assert.True(string.IsNullOrWhiteSpace(text[covered..]));
        Assert.True(text.Contains('▁', StringComparison.Ordinal) || Trained.Decode(ids) == TestCorpus.Expected(text));
    });

    [Fact]
    public void TooSmallAVocabularySaysBothNumbers() => Assert.Contains(
        "270", Assert.Throws<UserException>(() => (Training with { VocabularySize = 270 }).Train(TestCorpus.Lines)).Message, StringComparison.Ordinal);

    [Fact]
    public void AShortTextGivesWhatItHas() => Assert.InRange(new UnigramTraining { MinimumCharacterCount = 1 }.Train(["ab ab"]).VocabularySize, 263, 270);

    /// <summary>Seeds against the plainest way: all substrings, each counted in every run, kept where none that is longer by one is as frequent.</summary>
    [Fact]
    public void SeedsAreAllRepeatedStrings() => Gen.Select(Gen.Char['a', 'c'].Array[1, 9].Select(word => new string(word)), Gen.Long[1, 4]).Array[1, 8].Sample(words =>
    {
        var counts = words.GroupBy(word => word.Item1).Select(group => (group.Key, group.Sum(word => word.Item2))).ToArray();
        WordRuns runs = WordRuns.Of(new WordCounts { Words = counts }, ["a", "b", "c"], splitDigits: false);
        Dictionary<string, long> found = SeedPieces.Find(runs, ["a", "b", "c"], longest: 5, limit: 1000).ToDictionary(seed => seed.Piece, seed => seed.Count);
        foreach (string piece in counts.SelectMany(word => Substrings(word.Key)).Distinct().Where(piece => piece.Length is > 1 and <= 5))
        {
            List<string> places = [.. counts.SelectMany(word => Places(word.Key, piece))];
            long expected = counts.Sum(word => word.Item2 * Places(word.Key, piece).Count());
            bool branches = places.Count > 1 && (piece.Length == 5 || places.Distinct().Count() > 1 || places.Contains(""));
            bool isRun = counts.Any(word => word.Key == piece && word.Item2 > 1);
            Assert.Equal(branches || isRun ? expected : 0, found.GetValueOrDefault(piece));
        }
    });

    [Trait("Needs", "shared")]
    [Theory]
    [InlineData("data/multi30k/train.{0}.gz", "data/multi30k/test_2016_flickr.{0}.gz", "de")]
    [InlineData("data/tatoeba_en_zh/train.{0}.gz", "data/tatoeba_en_zh/test.{0}.gz", "zh")]
    public void SentencesAreCutIntoAsFewPiecesAsBySentencePiece(string train, string test, string other)
    {
        string[] Read(string path) => [.. ((string[])["en", other]).SelectMany(language => TextLines.Read(SharedData.PathOf(path.Replace("{0}", language, StringComparison.Ordinal))))];
        string[] lines = Read(train);
        string[] held = Read(test);
        string model = SentencePiecePeer.Train(folder, lines, "--model_type=unigram", "--vocab_size=8000", "--num_threads=2", "--byte_fallback", "--character_coverage=0.9995");
        Tokenizer tokenizer = new UnigramTraining { VocabularySize = 8000, CharacterCoverage = 0.9995 }.Train(lines);
        Assert.Equal(8000, tokenizer.VocabularySize);
        double ours = held.Average(line => tokenizer.Encode(line).Length);
        double peers = SentencePiecePeer.Encode(model, held).Average(line => line.Count(unit => unit == ' ') + 1);
        Assert.True(ours < 1.01 * peers, $"{ours} pieces a sentence, SentencePiece {peers}");
        Assert.All(held, line => Assert.Equal(TestCorpus.Expected(line), tokenizer.Decode(tokenizer.Encode(line))));
    }

    private static IEnumerable<string> Substrings(string word) =>
        Enumerable.Range(0, word.Length).SelectMany(start => Enumerable.Range(1, word.Length - start).Select(length => word.Substring(start, length)));

    /// <summary>What follows at each place where a piece occurs in a word: a character, or nothing at the end.</summary>
    private static IEnumerable<string> Places(string word, string piece) => Enumerable.Range(0, word.Length)
        .Where(start => string.CompareOrdinal(word, start, piece, 0, piece.Length) == 0 && start + piece.Length <= word.Length)
        .Select(start => start + piece.Length < word.Length ? word[start + piece.Length].ToString() : "");
}
