using CsCheck;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Models.BytePair;
using Heed.Text.Tokenization.Training;

namespace Heed.Text.Tests.Tokenization.Training;

/// <summary>What each kind makes of a small text.</summary>
public sealed class KindTests
{
    [Fact]
    public void FrequentWordsArePiecesAndOthersUnknown()
    {
        Tokenizer tokenizer = new WordTraining { MinimumWordCount = 2 }.Train(["the cat, the dog", "the cat 我我"]);
        Assert.Equal([.. SpecialTokens.Pieces, "▁the", "▁cat"], tokenizer.Vocabulary.Pieces);
        Assert.Equal(["▁the", "<unk>", "▁cat", "<unk>"], tokenizer.Encode("the dog cat!").Select(tokenizer.Piece));
        Assert.Equal("the cat", tokenizer.Decode(tokenizer.Encode("the cat")));
    }

    [Fact]
    public void AChineseCharacterIsAWord()
    {
        Tokenizer tokenizer = new WordTraining { MinimumWordCount = 1 }.Train(["我在 家 2024"]);
        Assert.Equal(["▁我", "在", "▁家", "▁2", "0", "2", "4"], tokenizer.Encode("我在 家 2024").Select(tokenizer.Piece));
    }

    [Fact]
    public void AWordVocabularyHoldsNoMoreThanAskedFor()
    {
        Assert.Equal(["▁a", "▁b"], new WordTraining { VocabularySize = 6, MinimumWordCount = 1 }.Train(["c b a a b a"]).Vocabulary.Pieces.Skip(4));
        string message = Assert.Throws<UserException>(() => new WordTraining { VocabularySize = 4 }.Train(["a a"])).Message;
        Assert.Contains("4", message, StringComparison.Ordinal);
    }

    [Fact]
    public void BytesSpellAnyText()
    {
        Tokenizer tokenizer = new ByteLevelTraining { VocabularySize = 400 }.Train(TestCorpus.Lines);
        Assert.Null(tokenizer.Specials.Find(SpecialToken.Unknown));
        Gen.String.Sample(text => Assert.Equal(WellFormedText.Of(text), tokenizer.Decode(tokenizer.Encode(text))));
    }

    [Fact]
    public void BytesMergeIntoCharactersAndWords()
    {
        Tokenizer tokenizer = new ByteLevelTraining { VocabularySize = 270, MinimumPairCount = 1 }.Train(["ü ü the the the"]);
        Assert.Equal(["<pad>", "<s>", "</s>", "Ā"], tokenizer.Vocabulary.Pieces.Take(4));
        Assert.Equal(["t", "h", "e", "Ġthe", "ĠÃ¼"], tokenizer.Encode("the the ü").Select(tokenizer.Piece));
        Assert.Throws<UserException>(() => new ByteLevelTraining { VocabularySize = 259 }.Train(["a"]));
    }

    [Fact]
    public void WordPiecesContinueWithAMark()
    {
        Tokenizer tokenizer = new WordPieceTraining { MinimumPairCount = 1, MinimumCharacterCount = 1, Lowercase = true, VocabularySize = 40 }
            .Train(["Playing, played, plays", "我在家"]);
        Assert.Equal([.. SpecialTokens.BertPieces, "[MASK]"], tokenizer.Vocabulary.Pieces.Take(5));
        Assert.Equal(["我", "在", "家", "[UNK]"], tokenizer.Encode("我在家 xyz").Select(tokenizer.Piece));
        string[] pieces = [.. tokenizer.Encode("playsing").Select(tokenizer.Piece)];
        Assert.Equal("plays", pieces[0]);
        Assert.All(pieces.Skip(1), piece => Assert.StartsWith("##", piece, StringComparison.Ordinal));
        Assert.Equal("played, plays", tokenizer.Decode(tokenizer.Encode("PLAYED , plays")));
        Assert.Equal(["[CLS]", "[SEP]"], tokenizer.Encode("", new EncodeOptions { AddSpecialTokens = true }).Select(tokenizer.Piece));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void SavedLoadedAndSavedAgainIsTheSameToTheByte(TokenizerTraining training)
    {
        string folder = Directory.CreateTempSubdirectory("heed-kind").FullName;
        string first = Path.Combine(folder, "first.json");
        string second = Path.Combine(folder, "second.json");
        Tokenizer tokenizer = training.Train(TestCorpus.Lines);
        tokenizer.Save(first);
        Tokenizer loaded = Tokenizer.Load(first);
        loaded.Save(second);
        Assert.Equal(File.ReadAllText(first), File.ReadAllText(second));
        Assert.All(TestCorpus.Lines, line => Assert.Equal(tokenizer.Encode(line), loaded.Encode(line)));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TheSameOnEveryThreadAndInAnyOrderOfLines(TokenizerTraining training)
    {
        string[] lines = [.. Enumerable.Range(0, 700).SelectMany(_ => TestCorpus.Lines)];
        Tokenizer tokenizer = training.Train(lines, new TrainingWork { Threads = 4 });
        Assert.Equal(training.Train(lines.Reverse(), new TrainingWork { Threads = 1 }).Vocabulary.Pieces, tokenizer.Vocabulary.Pieces);
        Assert.Equal(lines.Select(line => tokenizer.Encode(line)), tokenizer.EncodeAll(lines, threads: 4));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void OffsetsLeadBackToTheText(TokenizerTraining training)
    {
        Tokenizer tokenizer = training.Train(TestCorpus.Lines);
        Gen.OneOf(Gen.String, Gen.OneOf(TestCorpus.Lines)).Sample(text =>
        {
            int before = 0;
            foreach (Token token in tokenizer.EncodeWithOffsets(text))
            {
                Assert.InRange(token.Start, 0, token.End);
                Assert.InRange(token.End, before, text.Length);
                before = token.End;
            }

            Assert.Equal(tokenizer.Encode(text), tokenizer.EncodeWithOffsets(text).Select(token => token.Id));
        });
    }

    /// <summary>The last step of an explanation is the encoding.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void ExplanationsEndInThePieces(TokenizerTraining training)
    {
        Tokenizer tokenizer = training.Train(TestCorpus.Lines);
        foreach (string line in TestCorpus.Lines)
        {
            IEnumerable<string> explained = tokenizer.Words(line).SelectMany(word => tokenizer.Parts.Model.Explain(word)[^1].Pieces);
            Assert.Equal(tokenizer.Encode(line).Select(tokenizer.Piece), explained);
        }
    }

    [Fact]
    public void AMergeIsExplained()
    {
        var model = new BytePairModel(new Vocabulary(["a", "b", "c", "bc", "abc"]), [("b", "c"), ("a", "bc")], new BytePairOptions());
        Assert.Equal(
            ["characters: a b c", "b + c, merge 1: a bc", "a + bc, merge 2: abc"],
            model.Explain("abc").Select(step => $"{step.What}: {string.Join(' ', step.Pieces)}"));
    }

    public static TheoryData<TokenizerTraining> Kinds =>
    [
        new WordTraining { MinimumWordCount = 1 }, new CharacterTraining(), new BytePairTraining { VocabularySize = 400 },
        new EndOfWordTraining { VocabularySize = 300, MinimumCharacterCount = 1 }, new ByteLevelTraining { VocabularySize = 400 },
        new WordPieceTraining { VocabularySize = 300, MinimumPairCount = 2 }, new UnigramTraining { VocabularySize = 400 },
    ];
}
