using Heed.Text.Batching;

namespace Heed.Text.Tests.Batching;

public sealed class PackedBatchTests
{
    private readonly TokenizedPairs data = new();

    public PackedBatchTests()
    {
        data.Add([10, 11, 12], [20]);
        data.Add([13], [21, 22]);
        data.Add([14, 15], [23, 24, 25]);
    }

    [Fact]
    public void SequencesLieEndToEnd()
    {
        var batch = new PackedBatch();
        batch.Fill(data, [2, 0], new SequenceFrame(Start: 2, End: 3));
        Assert.Equal([14, 15, 3, 10, 11, 12, 3], batch.SourceIds.ToArray());
        Assert.Equal([0, 3, 7], batch.SourceOffsets.ToArray());
        Assert.Equal([2, 23, 24, 25, 2, 20], batch.TargetInputIds.ToArray());
        Assert.Equal([23, 24, 25, 3, 20, 3], batch.TargetOutputIds.ToArray());
        Assert.Equal([0, 4, 6], batch.TargetOffsets.ToArray());
        Assert.Equal((2, 7, 6, 4, 4), (batch.Count, batch.SourceTokens, batch.TargetTokens, batch.LongestSource, batch.LongestTarget));
    }

    [Fact]
    public void ASmallerBatchLeavesNothingOfTheOneBefore()
    {
        var batch = new PackedBatch();
        batch.Fill(data, [0, 1, 2], new SequenceFrame(2, 3));
        batch.Fill(data, [1], new SequenceFrame(2, 3));
        Assert.Equal([13, 3], batch.SourceIds.ToArray());
        Assert.Equal([0, 2], batch.SourceOffsets.ToArray());
        Assert.Equal([2, 21, 22], batch.TargetInputIds.ToArray());
        Assert.Equal([21, 22, 3], batch.TargetOutputIds.ToArray());
        Assert.Equal([1], batch.Pairs.ToArray());
        Assert.Equal((1, 2, 3, 2, 3), (batch.Count, batch.SourceTokens, batch.TargetTokens, batch.LongestSource, batch.LongestTarget));
    }

    [Fact]
    public void SourcesNeedNotEndWithTheEndToken()
    {
        var batch = new PackedBatch();
        batch.Fill(data, [0, 1], new SequenceFrame(2, 3, EndSource: false));
        Assert.Equal([10, 11, 12, 13], batch.SourceIds.ToArray());
        Assert.Equal([0, 3, 4], batch.SourceOffsets.ToArray());
    }
}
