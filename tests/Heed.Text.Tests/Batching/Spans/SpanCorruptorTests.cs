using Heed.Text.Batching.Spans;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Text.Tests.Batching.Spans;

public sealed class SpanCorruptorTests
{
    private static readonly int[] SentinelIds = [.. Enumerable.Range(1000, 20)];

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(900)]
    public void Source_and_target_together_are_the_text(int length)
    {
        int[] ids = [.. Enumerable.Range(0, length)];
        var random = new SplitMix64(3);
        (int[] source, int[] target) = new SpanCorruptor(SentinelIds, new SpanCorruptionOptions()).Corrupt(ids, ref random)!.Value;
        var spans = new Dictionary<int, List<int>>();
        foreach (int id in target)
        {
            if (id >= 1000)
            {
                spans.Add(id, []);
            }
            else
            {
                spans[spans.Keys.Max()].Add(id);
            }
        }

        Assert.Empty(spans[spans.Keys.Max()]); // the last sentinel ends the target
        Assert.Equal(ids, source.SelectMany(id => id >= 1000 ? (IEnumerable<int>)spans[id] : [id]));
        Assert.True(source[0] < 1000, "A text begins with what is kept.");
    }

    [Fact]
    public void As_much_is_taken_out_as_asked_in_spans_as_long_as_asked()
    {
        var random = new SplitMix64(3);
        var corruptor = new SpanCorruptor(SentinelIds, new SpanCorruptionOptions { Rate = 0.2, MeanLength = 4 });
        (int[] source, int[] target) = corruptor.Corrupt([.. Enumerable.Range(0, 100)], ref random)!.Value;
        Assert.Equal(80, source.Count(id => id < 1000));
        Assert.Equal(5, source.Count(id => id >= 1000));
        Assert.Equal((20, 6), (target.Count(id => id < 1000), target.Count(id => id >= 1000)));
    }

    [Fact]
    public void One_piece_is_too_few()
    {
        var random = new SplitMix64(3);
        Assert.Null(new SpanCorruptor(SentinelIds, new SpanCorruptionOptions()).Corrupt([5], ref random));
    }

    [Fact]
    public void Sentinels_are_added_once_and_survive_a_file()
    {
        Tokenizer tokenizer = Sentinels.AddTo(new WordTraining { VocabularySize = 10, MinimumWordCount = 1 }.Train(["a b"]), 3);
        Assert.Equal(3, Sentinels.Of(tokenizer).Count);
        Assert.Equal("a b", tokenizer.Decode([.. tokenizer.Encode("a b"), Sentinels.Of(tokenizer)[1]]));
        string path = Path.GetTempFileName();
        try
        {
            tokenizer.Save(path);
            Tokenizer loaded = Tokenizer.Load(path);
            Assert.Equal(Sentinels.Of(tokenizer), Sentinels.Of(Sentinels.AddTo(loaded, 3)));
            Assert.Equal(tokenizer.VocabularySize, loaded.VocabularySize);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(0, 3, 32)]
    [InlineData(0.15, 0.5, 32)]
    [InlineData(0.15, 3, 1)]
    public void Numbers_that_make_no_sense_are_an_error(double rate, double length, int sentinels) =>
        Assert.Throws<UserException>(new SpanCorruptionOptions { Rate = rate, MeanLength = length, Sentinels = sentinels }.Check);
}
