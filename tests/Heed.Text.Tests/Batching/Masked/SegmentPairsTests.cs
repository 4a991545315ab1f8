using Heed.Text.Batching.Masked;

namespace Heed.Text.Tests.Batching.Masked;

public sealed class SegmentPairsTests
{
    private const int Sentences = 2000;

    // Sentence i has 1 to 7 times the id i; the first document has one sentence, the others 19 or 20.
    private static readonly RunningText Text = Make();

    [Fact]
    public void Every_sentence_is_read_once_where_it_stands_and_the_rest_is_random()
    {
        var kept = new List<int>();
        foreach (SegmentPair pair in new SegmentPairs(Text, 40).Cut(1, 0))
        {
            Assert.InRange(pair.Rows, 3, 40);
            kept.AddRange(Text.Ids(pair.First).ToArray().Distinct());
            if (pair.Continuation == Continuation.Next)
            {
                Assert.Equal(pair.First.Start + pair.First.Length, pair.Second.Start);
                kept.AddRange(Text.Ids(pair.Second).ToArray().Distinct());
            }
        }

        Assert.Equal(Enumerable.Range(0, Sentences), kept);
    }

    [Fact]
    public void Half_of_the_second_segments_follow()
    {
        SegmentPair[] pairs = [.. new SegmentPairs(Text, 40).Cut(1, 0).Where(pair => pair.Continuation != Continuation.Alone)];
        double share = pairs.Count(pair => pair.Continuation == Continuation.Next) / (double)pairs.Length;
        Assert.True(pairs.Length > 200, $"{pairs.Length} pairs");
        Assert.InRange(share, 0.42, 0.58);
    }

    [Fact]
    public void A_document_of_one_sentence_stands_alone()
    {
        SegmentPair first = new SegmentPairs(Text, 40).Cut(1, 0)[0];
        Assert.Equal((Continuation.Alone, 0), (first.Continuation, first.Second.Length));
    }

    [Fact]
    public void An_epoch_is_cut_alike_every_time_and_another_one_is_not()
    {
        SegmentPair[] first = [.. new SegmentPairs(Text, 40).Cut(1, 0)];
        Assert.Equal(first, new SegmentPairs(Text, 40).Cut(1, 0));
        Assert.NotEqual(first, new SegmentPairs(Text, 40).Cut(1, 1));
        Assert.NotEqual(first, new SegmentPairs(Text, 40).Cut(2, 0));
    }

    [Fact]
    public void A_sentence_that_is_too_long_is_cut()
    {
        var text = new RunningText();
        text.Add([[.. Enumerable.Repeat(5, 100)], [6]]);
        Assert.All(new SegmentPairs(text, 10).Cut(1, 0), pair => Assert.InRange(pair.Rows, 3, 10));
    }

    private static RunningText Make()
    {
        var text = new RunningText();
        text.Add([[0]]);
        foreach (int[] document in Enumerable.Range(1, Sentences - 1).Chunk(20))
        {
            text.Add([.. document.Select(sentence => Enumerable.Repeat(sentence, 1 + (sentence % 7)).ToArray()), []]);
        }

        return text;
    }
}
