using System.Diagnostics;

namespace Heed.Text.Tests.Tokenization;

/// <summary>Tests that measure processor time run alone.</summary>
[CollectionDefinition(nameof(TimeTests), DisableParallelization = true)]
public sealed class TimeCollection;

[Collection(nameof(TimeTests))]
public sealed class TimeTests
{
    /// <summary>Eight times the text may take about eight times as long; a quadratic step would take 64 times.</summary>
    [Theory]
    [InlineData("a")]
    [InlineData("the")]
    [InlineData("\u0301")]
    [InlineData("\u0301\u0323")]
    [InlineData("👩‍👩‍👧")]
    [InlineData("-'")]
    [InlineData("▁")]
    [InlineData("我")]
    [InlineData("  \t")]
    public void TimeGrowsWithTheLength(string unit)
    {
        Seconds(1000);
        double small = Enumerable.Range(0, 3).Min(_ => Seconds(20_000 / unit.Length));
        double large = Enumerable.Range(0, 3).Min(_ => Seconds(160_000 / unit.Length));
        Assert.True(large < (25 * small) + 0.1, $"{small} s became {large} s");

        double Seconds(int times)
        {
            string text = string.Concat(Enumerable.Repeat(unit, times));
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            TestCorpus.Tokenizer.Encode(text);
            return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        }
    }
}
