using Heed.Text.Batching;

namespace Heed.Text.Tests.Batching;

public sealed class LabelledBatcherTests
{
    [Fact]
    public void Every_epoch_has_each_text_once_with_its_label_within_the_budget()
    {
        LabelledSequences data = Data(50);
        var batcher = new LabelledBatcher(data, new BatchOptions { Budget = 20 });
        var batch = new LabelledBatch();
        var orders = new List<string>();
        for (int epoch = 0; epoch < 2; epoch++)
        {
            var seen = new List<int>();
            for (int index = 0; index < batcher.CountBatches(epoch); index++)
            {
                batcher.Load(epoch, index, batch);
                Assert.InRange(batch.Ids.Length, 1, 20);
                for (int place = 0; place < batch.Count; place++)
                {
                    ReadOnlySpan<int> ids = batch.Ids[batch.Offsets[place]..batch.Offsets[place + 1]];
                    Assert.Equal(data.Ids(ids[0]), ids);
                    Assert.Equal(data.Label(ids[0]), batch.Labels[place]);
                    seen.Add(ids[0]);
                }
            }

            Assert.Equal(Enumerable.Range(0, 50), seen.Order());
            orders.Add(string.Join(' ', seen));
        }

        Assert.NotEqual(orders[0], orders[1]);
    }

    [Fact]
    public void A_text_needs_ids() => Assert.Throws<ArgumentException>(() => new LabelledSequences().Add([], 0));

    /// <summary>Text i has 1 to 9 ids, the first of them i, and the label i mod 3.</summary>
    private static LabelledSequences Data(int count)
    {
        var data = new LabelledSequences();
        for (int text = 0; text < count; text++)
        {
            data.Add([text, .. Enumerable.Range(100, text * 7 % 9)], text % 3);
        }

        return data;
    }
}
