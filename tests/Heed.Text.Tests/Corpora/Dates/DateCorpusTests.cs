using System.Security.Cryptography;
using System.Text;
using Heed.Text.Corpora.Dates;

namespace Heed.Text.Tests.Corpora.Dates;

public sealed class DateCorpusTests
{
    private static readonly DateLanguage[] Chinese = [DateLanguage.Find("zh")];

    /// <summary>Whoever trains tomorrow on another machine trains on this text. The digest changes only with a decision to change the corpus.</summary>
    [Fact]
    public void TheFirstThousandPairsNeverChange()
    {
        var pairs = DateCorpus.Generate(1, 1000, Chinese, DateCorpusPart.Training);
        string text = string.Concat(pairs.Select(pair => $"{pair.Source}\t{pair.Target}\n"));
        Assert.Equal("b7cf679a583ec36db769e84c97bd92058f43e83f9b5a6543c0d6ac6c3c5d1203", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void ASmallerCountIsTheBeginningOfALargerOne()
    {
        var many = DateCorpus.Generate(7, 500, DateLanguage.All, DateCorpusPart.HeldOut);
        Assert.Equal(many.Take(60), DateCorpus.Generate(7, 60, DateLanguage.All, DateCorpusPart.HeldOut));
        Assert.Empty(DateCorpus.Generate(7, 0, Chinese, DateCorpusPart.Training));
    }

    [Fact]
    public void SeedsGiveDifferentPairs() => Assert.NotEqual(
        DateCorpus.Generate(1, 50, Chinese, DateCorpusPart.Training),
        DateCorpus.Generate(2, 50, Chinese, DateCorpusPart.Training));

    [Fact]
    public void SourcesAreDistinctAndNeitherSideIsEmpty()
    {
        var pairs = DateCorpus.Generate(3, 30_000, Chinese, DateCorpusPart.Training);
        Assert.Equal(pairs.Count, pairs.Select(pair => pair.Source).Distinct().Count());
        Assert.All(pairs, pair => Assert.True(pair.Source.Trim().Length > 5 && pair.Target.Trim().Length > 5));
    }

    [Fact]
    public void HeldOutSentencesAreNotTrainedOnWhateverTheSeed()
    {
        var trained = DateCorpus.Generate(1, 40_000, Chinese, DateCorpusPart.Training).Select(pair => pair.Source).ToHashSet();
        foreach (ulong seed in new ulong[] { 1, 2, 99 })
        {
            Assert.DoesNotContain(DateCorpus.Generate(seed, 2000, Chinese, DateCorpusPart.HeldOut), pair => trained.Contains(pair.Source));
        }
    }

    [Fact]
    public void OneDayInTwentyIsHeldOut()
    {
        int days = 0, heldOut = 0;
        for (var day = new DateTime(1900, 1, 1); day.Year < 2100; day = day.AddDays(1))
        {
            days++;
            heldOut += DateCorpus.PartOf(day) == DateCorpusPart.HeldOut ? 1 : 0;
        }

        Assert.InRange((double)heldOut / days, 0.045, 0.055);
    }

    [Fact]
    public void ATwoDigitYearHasOneCentury()
    {
        var answers = new Dictionary<string, string>();
        foreach (var (source, target) in DateCorpus.Generate(5, 20_000, Chinese, DateCorpusPart.Training).Where(pair => pair.Source.Contains('/')))
        {
            string twoDigits = source.Split(',')[0].Split('/')[2], year = target.Split('/')[0];
            if (twoDigits.Length > 2)
            {
                continue;
            }

            Assert.True(answers.TryAdd(twoDigits, year) || answers[twoDigits] == year, $"{source} → {target}");
        }

        Assert.Equal(100, answers.Count);
    }

    [Fact]
    public void WithSeveralTargetsTheSourceNamesTheLanguage()
    {
        var pairs = DateCorpus.Generate(11, 2000, DateLanguage.All, DateCorpusPart.Training);
        foreach (var language in DateLanguage.All)
        {
            int share = pairs.Count(pair => pair.Source.StartsWith($"<{language.Tag}> ", StringComparison.Ordinal));
            Assert.InRange(share, 300, 500);
        }
    }

    [Fact]
    public void NoTargetIsRefused() =>
        Assert.Throws<ArgumentException>(() => DateCorpus.Generate(1, 1, [], DateCorpusPart.Training));

    [Fact]
    public void AnUnknownLanguageIsNamedBesideThoseThereAre()
    {
        var error = Assert.Throws<UserException>(() => DateLanguage.Find("tlh"));
        Assert.Equal("The built-in dates are not available in 'tlh'; choose one of zh, de, fr, ja, es.", error.Message);
    }

    [Fact]
    public void TheGeneratorIsSplitMix64()
    {
        // The reference implementation's first numbers for seed 1234567.
        var random = new SplitMix64(1234567);
        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431], new[] { random.Next(), random.Next(), random.Next(), random.Next() });
    }
}
