using Heed.Text.Batching;
using Heed.Text.Batching.Masked;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Text.Tests.Batching.Masked;

public sealed class MaskedBatcherTests
{
    private const int Classification = 1;
    private const int Separator = 2;
    private const int Mask = 3;

    private static readonly MaskedFrame Frame = new(Classification, Separator, Mask, [.. Enumerable.Range(4, 96)]);
    private static readonly RunningText Text = Make();

    [Fact]
    public void Pieces_are_hidden_as_the_paper_says()
    {
        (int rows, int masked, int asMask, int same) = (0, 0, 0, 0);
        Each(0, batch =>
        {
            rows += batch.Ids.Length;
            masked += batch.MaskedRows.Length;
            for (int index = 0; index < batch.MaskedRows.Length; index++)
            {
                int seen = batch.Ids[batch.MaskedRows[index]];
                asMask += seen == Mask ? 1 : 0;
                same += seen == batch.MaskedIds[index] ? 1 : 0;
                Assert.True(batch.MaskedIds[index] > Mask, "A special token was hidden.");
            }
        });
        Assert.InRange(masked / (double)rows, 0.12, 0.15); // of all rows, special ones included
        Assert.InRange(asMask / (double)masked, 0.77, 0.83);
        Assert.InRange(same / (double)masked, 0.08, 0.13); // 10 % left alone, and one in 96 of the random ones
    }

    [Fact]
    public void What_is_not_hidden_stays_as_it_was_and_every_input_hides_something()
    {
        Each(0, batch =>
        {
            for (int input = 0; input < batch.Count; input++)
            {
                (int start, int end) = (batch.Offsets[input], batch.Offsets[input + 1]);
                int[] hidden = [.. batch.MaskedRows.ToArray().Where(row => row >= start && row < end)];
                Assert.NotEmpty(hidden);
                Assert.Equal(Classification, batch.Ids[start]);
                Assert.Equal(Separator, batch.Ids[end - 1]);
                int separators = batch.Ids[start..end].Count(Separator);
                Assert.Equal(batch.Continuations[input] == (int)Continuation.Alone ? 1 : 2, separators);
                int second = batch.Segments[start..end].IndexOf(1);
                Assert.Equal(separators == 1, second < 0);
                Assert.True(second < 0 || batch.Ids[start + second - 1] == Separator, "The second segment begins behind the first separator.");
                Assert.DoesNotContain(Enumerable.Range(start, end - start).Except(hidden), row => batch.Ids[row] == Mask);
            }
        });
    }

    [Fact]
    public void Masks_are_a_function_of_seed_epoch_and_place()
    {
        Assert.Equal(Ids(1, 0), Ids(1, 0));
        Assert.NotEqual(Ids(1, 0), Ids(1, 1));
        Assert.NotEqual(Ids(1, 0), Ids(2, 0));
        MaskedBatcher batcher = Batcher(1);
        var batch = new MaskedBatch();
        batcher.Load(1, 3, batch);
        int[] later = batch.Ids.ToArray();
        batcher.Load(0, 0, batch);
        batcher.Load(1, 3, batch);
        Assert.Equal(later, batch.Ids.ToArray());
    }

    [Fact]
    public void A_tokenizer_without_a_mask_is_an_error()
    {
        Tokenizer words = new WordTraining { VocabularySize = 30, MinimumWordCount = 1 }.Train(["a b"]);
        Assert.Contains("[MASK]", Assert.Throws<UserException>(() => MaskedFrame.Of(words)).Message, StringComparison.Ordinal);
        Tokenizer pieces = new WordPieceTraining { VocabularySize = 30, MinimumCharacterCount = 1 }.Train(["a b"]);
        MaskedFrame frame = MaskedFrame.Of(pieces);
        Assert.Equal(["[CLS]", "[SEP]", "[MASK]"], ((int[])[frame.Classification, frame.Separator, frame.Mask]).Select(pieces.Piece));
        Assert.DoesNotContain(frame.Mask, frame.Replacements);
    }

    [Theory]
    [InlineData(0, 0.8, 0.1)]
    [InlineData(1, 0.8, 0.1)]
    [InlineData(0.15, 0.8, 0.3)]
    public void Shares_that_make_no_sense_are_an_error(double rate, double mask, double random) =>
        Assert.Throws<UserException>(new MaskingOptions { Rate = rate, Mask = mask, Random = random }.Check);

    private static RunningText Make()
    {
        var random = new SplitMix64(5);
        var text = new RunningText();
        for (int document = 0; document < 30; document++)
        {
            text.Add([.. Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 3 + random.Below(12)).Select(_ => 4 + random.Below(96)).ToArray())]);
        }

        return text;
    }

    private static MaskedBatcher Batcher(ulong seed) => new(Text, Frame, new MaskingOptions(), 64, new BatchOptions { Budget = 500, Seed = seed });

    private static void Each(int epoch, Action<MaskedBatch> check)
    {
        MaskedBatcher batcher = Batcher(1);
        var batch = new MaskedBatch();
        for (int index = 0; index < batcher.CountBatches(epoch); index++)
        {
            batcher.Load(epoch, index, batch);
            Assert.InRange(batch.Ids.Length, 1, 500);
            check(batch);
        }
    }

    private static int[] Ids(ulong seed, int epoch)
    {
        var batch = new MaskedBatch();
        Batcher(seed).Load(epoch, 0, batch);
        return batch.Ids.ToArray();
    }
}
