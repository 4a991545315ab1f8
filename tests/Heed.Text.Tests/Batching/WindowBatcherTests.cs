using Heed.Text.Batching;

namespace Heed.Text.Tests.Batching;

public sealed class WindowBatcherTests
{
    private static readonly int[] Text = [.. Enumerable.Range(100, 101)];

    [Fact]
    public void In_order_every_token_but_the_first_is_predicted_once()
    {
        var batcher = new WindowBatcher(Text, length: 8, batchTokens: 24, seed: null);
        var batch = new WindowBatch();
        var targets = new List<int>();
        for (int index = 0; index < batcher.Count; index++)
        {
            batcher.Load(0, index, batch);
            Assert.True(batch.Tokens <= 24);
            for (int row = 0; row < batch.Tokens; row++)
            {
                Assert.Equal(batch.Inputs[row] + 1, batch.Targets[row]);
            }

            targets.AddRange(batch.Targets);
        }

        Assert.Equal(Text[1..], targets);
    }

    [Fact]
    public void An_epoch_covers_the_text_without_overlap_and_each_cuts_elsewhere()
    {
        var batcher = new WindowBatcher(Text, length: 7, batchTokens: 21, seed: 3);
        List<int> first = Starts(batcher, 0);
        Assert.Equal(13, first.Distinct().Count()); // of 100 predictions, with room to move the cuts by a window
        Assert.All(first.Order().Zip(first.Order().Skip(1)), pair => Assert.Equal(7, pair.Second - pair.First));
        Assert.Equal(first, Starts(new WindowBatcher(Text, 7, 21, seed: 3), 0));
        Assert.NotEqual(first, Starts(batcher, 1));
        Assert.NotEqual(first, Starts(new WindowBatcher(Text, 7, 21, seed: 4), 0));
        Assert.Contains(Enumerable.Range(1, 20), epoch => Starts(batcher, epoch).Min() != first.Min());
    }

    [Fact]
    public void A_batch_can_be_asked_for_directly()
    {
        var batcher = new WindowBatcher(Text, 7, 21, seed: 3);
        var batch = new WindowBatch();
        batcher.Load(5, 2, batch);
        int[] direct = [.. batch.Inputs];
        Starts(batcher, 4);
        batcher.Load(5, 2, batch);
        Assert.Equal(direct, batch.Inputs);
    }

    [Fact]
    public void A_text_shorter_than_a_window_is_one()
    {
        var batcher = new WindowBatcher(new[] { 1, 2, 3 }, 100, 1000, seed: 1);
        var batch = new WindowBatch();
        batcher.Load(0, 0, batch);
        Assert.Equal([1, 2], batch.Inputs);
        Assert.Equal([2, 3], batch.Targets);
        Assert.Throws<ArgumentException>(() => new WindowBatcher(new[] { 1 }, 100, 1000, seed: 1));
    }

    private static List<int> Starts(WindowBatcher batcher, int epoch)
    {
        var batch = new WindowBatch();
        var starts = new List<int>();
        for (int index = 0; index < batcher.Count; index++)
        {
            batcher.Load(epoch, index, batch);
            for (int window = 0; window < batch.Count; window++)
            {
                starts.Add(batch.Inputs[batch.Offsets[window]]);
            }
        }

        return starts;
    }
}
