using System.Diagnostics;
using Heed.Text.Tokenization;

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
    public void TimeGrowsWithTheLength(string unit) => AssertLinear(TestCorpus.Tokenizer, unit);

    /// <summary>The words of byte-level encodings, whose expressions look ahead and step back.</summary>
    [Theory]
    [MemberData(nameof(ByteLevelCases))]
    public void TimeOfByteLevelWordsGrowsWithTheLength(string name, string unit) => AssertLinear(ByteLevelTests.Tokenizers[name], unit);

    public static TheoryData<string, string> ByteLevelCases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string name in ByteLevelTests.Tokenizers.Keys)
            {
                foreach (string unit in (string[])["a", "A", " ", "\r", "\u0301", "👩‍👩‍👧", "𠮷", "1", "'A", "!?"])
                {
                    cases.Add(name, unit);
                }
            }

            return cases;
        }
    }

    internal static void AssertLinear(Tokenizer tokenizer, string unit)
    {
        Seconds(1000);
        double small = Enumerable.Range(0, 3).Min(_ => Seconds(20_000 / unit.Length));
        double large = Enumerable.Range(0, 3).Min(_ => Seconds(160_000 / unit.Length));
        Assert.True(large < (25 * small) + 0.1, $"{small} s became {large} s");

        double Seconds(int times)
        {
            string text = string.Concat(Enumerable.Repeat(unit, times));
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            tokenizer.Encode(text);
            return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        }
    }
}
