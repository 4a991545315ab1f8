using CsCheck;
using Heed.Text.Tokenization.Training;

namespace Heed.Text.Tests.Tokenization.Training;

public sealed class WordPieceLearnerTests
{
    private static readonly Spelling Spelling = new() { Continuation = "##" };

    /// <summary>The kept scores against the plainest way: count and score everything again after each merge.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(null)]
    public void PiecesAreThoseOfThePlainAlgorithm(int? minimum) => Gen.Select(Gen.Char['a', 'd'].Array[1, 10].Select(word => new string(word)), Gen.Long[1, 6])
        .Array[1, 14].Sample(words =>
        {
            (string Word, long Count)[] counts = [.. words.GroupBy(word => word.Item1).Select(group => (group.Key, group.Sum(word => word.Item2)))];
            string[] initial = ["a", "b", "c", "d", "##a", "##b", "##c", "##d"];
            var pieces = new PieceTable(initial, reserved: 0);
            new WordPieceLearner(new WordCounts { Words = counts }, pieces, Spelling, minimum).Learn(24);
            Assert.Equal(Plain([.. initial], counts, size: 24, minimum), pieces.ToVocabulary().Pieces);
        });

    [Fact]
    public void PartsThatStandTogetherBeatPartsThatAreFrequent()
    {
        // qu: 4 / (4 · 4); th: 9 / (9 · 20).
        var words = new WordCounts { Words = [("qu", 4), ("th", 9), ("xh", 11)] };
        var pieces = new PieceTable(["q", "t", "x", "##u", "##h"], reserved: 0);
        new WordPieceLearner(words, pieces, Spelling, minimumCount: 1).Learn(6);
        Assert.Equal("qu", pieces[5]);
    }

    private static List<string> Plain(List<string> pieces, (string Word, long Count)[] words, int size, int? fixedMinimum)
    {
        List<(List<string> Symbols, long Count)> all =
            [.. words.Select(word => (word.Word.Select((unit, index) => index == 0 ? $"{unit}" : $"##{unit}").ToList(), word.Count))];
        long minimum = fixedMinimum ?? long.MaxValue;
        while (pieces.Count < size)
        {
            var symbols = new Dictionary<string, long>();
            var pairs = new Dictionary<(string Left, string Right), long>();
            foreach ((List<string> word, long count) in all)
            {
                for (int i = 0; i < word.Count; i++)
                {
                    symbols[word[i]] = symbols.GetValueOrDefault(word[i]) + count;
                    if (i > 0)
                    {
                        pairs[(word[i - 1], word[i])] = pairs.GetValueOrDefault((word[i - 1], word[i])) + count;
                    }
                }
            }

            if (fixedMinimum is null && pairs.Count > 0)
            {
                minimum = minimum == long.MaxValue ? pairs.Values.Max() : minimum;
                while (minimum > 2 && pairs.Values.Max() < minimum)
                {
                    minimum = Math.Max(minimum / 2, 2);
                }
            }

            ((string Left, string Right) Pair, double Score)[] scored =
            [
                .. pairs.Where(pair => pair.Value >= minimum)
                    .Select(pair => (pair.Key, pair.Value / ((double)symbols[pair.Key.Left] * symbols[pair.Key.Right]))),
            ];
            if (scored.Length == 0)
            {
                break;
            }

            (string left, string right) = scored.Where(pair => pair.Score == scored.Max(other => other.Score)).Select(pair => pair.Pair)
                .OrderBy(pair => pair.Left, StringComparer.Ordinal).ThenBy(pair => pair.Right, StringComparer.Ordinal).First();
            string merged = left + right[2..];
            if (!pieces.Contains(merged))
            {
                pieces.Add(merged);
            }

            foreach ((List<string> word, _) in all)
            {
                for (int i = 0; i + 1 < word.Count; i++)
                {
                    if (word[i] == left && word[i + 1] == right)
                    {
                        word[i] = merged;
                        word.RemoveAt(i + 1);
                    }
                }
            }
        }

        return pieces;
    }
}
