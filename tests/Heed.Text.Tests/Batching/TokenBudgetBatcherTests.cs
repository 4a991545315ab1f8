using CsCheck;
using Heed.Text.Batching;

namespace Heed.Text.Tests.Batching;

public sealed class TokenBudgetBatcherTests
{
    private static readonly SequenceFrame Frame = new(Start: 2, End: 3);

    private static readonly Gen<(TokenizedPairs Data, BatchOptions Options)> AnyCase = Gen.Select(
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 30]).Array[1, 80],
        Gen.Int[10, 200],
        Gen.Enum<BudgetUnit>(),
        Gen.Bool,
        Gen.ULong,
        (lengths, budget, unit, byLength, seed) =>
            (Data(lengths), new BatchOptions { Budget = budget, Unit = unit, ByLength = byLength, Seed = seed }));

    [Fact]
    public void AnEpochHasEveryPairOnce() => AnyCase.Sample((data, options) =>
    {
        var batcher = new TokenBudgetBatcher(data, Frame, options);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            Assert.Equal(Enumerable.Range(0, data.Count), Epoch(batcher, epoch).SelectMany(pairs => pairs).Order());
        }
    });

    [Fact]
    public void NoBatchOfSeveralPairsIsOverBudgetAndNoneCouldTakeItsNeighbour() => AnyCase.Sample((data, options) =>
    {
        int[][] batches = Epoch(new TokenBudgetBatcher(data, Frame, options with { Shuffle = false }), 0);
        for (int i = 0; i < batches.Length; i++)
        {
            Assert.True(batches[i].Length == 1 || Size(data, batches[i], options.Unit) <= options.Budget);
            Assert.True(i + 1 == batches.Length || Size(data, [.. batches[i], batches[i + 1][0]], options.Unit) > options.Budget);
        }
    });

    [Fact]
    public void ARunGoesOnWhereItStopped() => Gen.Select(AnyCase, Gen.Int[0, 4], Gen.Int[0, 100]).Sample((example, epoch, index) =>
    {
        (TokenizedPairs data, BatchOptions options) = example;
        var without = new TokenBudgetBatcher(data, Frame, options);
        int[][][] expected = [.. Enumerable.Range(0, 6).Select(each => Epoch(without, each))];

        var resumed = new TokenBudgetBatcher(data, Frame, options);
        var batch = new PackedBatch();
        index %= expected[epoch].Length;
        resumed.Load(epoch, index, batch);
        Assert.Equal(expected[epoch][index], batch.Pairs.ToArray());
        Assert.Equal(expected[epoch + 1], Epoch(resumed, epoch + 1));
        Assert.Equal(expected[epoch], Epoch(resumed, epoch));
    });

    [Fact]
    public void EpochsAndSeedsDiffer()
    {
        TokenizedPairs data = Data([.. Enumerable.Range(0, 100).Select(i => (1 + (i % 7), 1 + (i % 5)))]);
        var batcher = new TokenBudgetBatcher(data, Frame, new BatchOptions { Budget = 40 });
        Assert.NotEqual(Epoch(batcher, 0), Epoch(batcher, 1));
        Assert.NotEqual(Epoch(batcher, 0), Epoch(new TokenBudgetBatcher(data, Frame, new BatchOptions { Budget = 40, Seed = 2 }), 0));
    }

    [Fact]
    public void BatchesByLengthHoldPairsOfLikeLength()
    {
        TokenizedPairs data = Data([.. Enumerable.Range(0, 300).Select(i => (1 + (i * 7 % 50), 1 + (i * 3 % 40)))]);
        int Waste(bool byLength) => Epoch(new TokenBudgetBatcher(data, Frame, new BatchOptions { Budget = 200, ByLength = byLength }), 0)
            .Sum(pairs => pairs.Sum(pair => pairs.Max(other => Longest(data, other)) - Longest(data, pair)));
        Assert.True(Waste(byLength: true) < 500, $"{Waste(true)}");
        Assert.True(Waste(byLength: false) > 2000, $"{Waste(false)}");
    }

    /// <summary>The rule of the libtorch loop that Heed is timed against: sorted by length, cut where the padded size would pass the budget.</summary>
    [Fact]
    public void PaddedBudgetWithoutShuffleCutsAsThePaddedPeerDoes()
    {
        TokenizedPairs data = Data([.. Enumerable.Range(0, 500).Select(i => (1 + (i * 37 % 29), 1 + (i * 53 % 31)))]);
        var frame = new SequenceFrame(2, 3, EndSource: false);
        var expected = new List<int[]>();
        var current = new List<int>();
        int longest = 0;
        int Length(int pair) => Math.Max(data.Source(pair).Length, data.Target(pair).Length + 1);
        foreach (int pair in Enumerable.Range(0, data.Count).OrderBy(Length))
        {
            int length = Math.Max(longest, Length(pair));
            if (current.Count > 0 && length * (current.Count + 1) > 256)
            {
                expected.Add([.. current]);
                current.Clear();
                length = Length(pair);
            }

            current.Add(pair);
            longest = length;
        }

        expected.Add([.. current]);
        var options = new BatchOptions { Budget = 256, Unit = BudgetUnit.Padded, Shuffle = false };
        Assert.Equal(expected, Epoch(new TokenBudgetBatcher(data, frame, options), 0));
    }

    [Fact]
    public void NothingIsAllocatedAfterTheFirstEpoch()
    {
        TokenizedPairs data = Data([.. Enumerable.Range(0, 400).Select(i => (1 + (i * 7 % 50), 1 + (i * 3 % 40)))]);
        var batcher = new TokenBudgetBatcher(data, Frame, new BatchOptions { Budget = 200, ByLength = false, Shuffle = false });
        var batch = new PackedBatch();
        Run(0);
        Run(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(2);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int epoch)
        {
            for (int i = 0; i < batcher.CountBatches(epoch); i++)
            {
                batcher.Load(epoch, i, batch);
            }
        }
    }

    [Fact]
    public void WrongUseIsAnError()
    {
        Assert.Throws<ArgumentException>(() => new TokenBudgetBatcher(new TokenizedPairs(), Frame, new BatchOptions()));
        Assert.Throws<ArgumentException>(() => new TokenBudgetBatcher(Data([(1, 1)]), Frame, new BatchOptions { Budget = 0 }));
        var batcher = new TokenBudgetBatcher(Data([(1, 1)]), Frame, new BatchOptions());
        Assert.Throws<ArgumentOutOfRangeException>(() => batcher.Load(0, 1, new PackedBatch()));
        Assert.Throws<ArgumentOutOfRangeException>(() => batcher.Load(-1, 0, new PackedBatch()));
    }

    private static TokenizedPairs Data((int Source, int Target)[] lengths)
    {
        var data = new TokenizedPairs();
        foreach ((int source, int target) in lengths)
        {
            data.Add([.. Enumerable.Range(10, source)], [.. Enumerable.Range(50, target)]);
        }

        return data;
    }

    private static int[][] Epoch(TokenBudgetBatcher batcher, int epoch)
    {
        var batch = new PackedBatch();
        int[][] batches = new int[batcher.CountBatches(epoch)][];
        for (int i = 0; i < batches.Length; i++)
        {
            batcher.Load(epoch, i, batch);
            batches[i] = batch.Pairs.ToArray();
        }

        return batches;
    }

    private static int Longest(TokenizedPairs data, int pair) => Math.Max(data.Source(pair).Length, data.Target(pair).Length) + 1;

    private static int Size(TokenizedPairs data, int[] pairs, BudgetUnit unit)
    {
        int source = pairs.Sum(pair => data.Source(pair).Length + 1);
        int target = pairs.Sum(pair => data.Target(pair).Length + 1);
        return unit switch
        {
            BudgetUnit.Target => target,
            BudgetUnit.LargerSide => Math.Max(source, target),
            _ => pairs.Length * pairs.Max(pair => Longest(data, pair)),
        };
    }
}
