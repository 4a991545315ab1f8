namespace Heed.Text.Corpora.Dates;

/// <summary>Which days a corpus of dates draws from; the two share none.</summary>
public enum DateCorpusPart
{
    /// <summary>Nineteen days in twenty.</summary>
    Training,

    /// <summary>One day in twenty, never seen in training in any wording or language.</summary>
    HeldOut,
}

/// <summary>
/// The built-in parallel corpus: dates and times in English wordings and in another language, for example
/// <c>Sunday, March 3, 2024 at 4:05 PM</c> and <c>2024年3月3日星期日 下午4:05</c>, written from a table of Unicode CLDR.
/// </summary>
public static class DateCorpus
{
    private const int HeldOutOneIn = 20;
    private static readonly DateTime FirstDay = new(1900, 1, 1);
    private static readonly int Days = (new DateTime(2100, 1, 1) - FirstDay).Days;

    /// <summary>
    /// Draws <paramref name="count"/> pairs whose sources all differ. The same arguments give the same pairs on every machine, and a
    /// smaller count gives the beginning of a larger one.
    /// </summary>
    /// <param name="seed">Names the sequence.</param>
    /// <param name="count">How many pairs.</param>
    /// <param name="targets">
    /// The languages to translate into. With several, each source begins with the tag of the language wanted, <c>&lt;zh&gt; March 3, 2024</c>.
    /// </param>
    /// <param name="part">Whether to draw from the days to train on or from those held out.</param>
    /// <exception cref="ArgumentException">No target is given.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static IReadOnlyList<SentencePair> Generate(ulong seed, int count, IReadOnlyList<DateLanguage> targets, DateCorpusPart part)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (targets.Count == 0)
        {
            throw new ArgumentException("A corpus of dates needs at least one target language.", nameof(targets));
        }

        var random = new SplitMix64(seed);
        var pairs = new List<SentencePair>(count);
        var sources = new HashSet<string>(count, StringComparer.Ordinal);
        while (pairs.Count < count)
        {
            var form = DateForm.All[random.Below(DateForm.All.Count)];
            var target = targets[random.Below(targets.Count)];
            var day = FirstDay.AddDays(random.Below(Days));
            var moment = day.AddSeconds(random.Below(24 * 60 * 60));
            if (PartOf(day) != part || (form.HasTwoDigitYear && day.Year is < 1950 or > 2049))
            {
                continue;
            }

            string english = form.Write(moment);
            string source = targets.Count == 1 ? english : $"<{target.Tag}> {english}";
            if (sources.Add(source))
            {
                pairs.Add(new SentencePair(source, target.Write(moment, form)));
            }
        }

        return pairs;
    }

    /// <summary>Where a day belongs: by its number alone, so that it is the same for every seed, wording and language.</summary>
    internal static DateCorpusPart PartOf(DateTime day) =>
        SplitMix64.Mix((ulong)(day.Date - FirstDay).Days + 1) % HeldOutOneIn == 0 ? DateCorpusPart.HeldOut : DateCorpusPart.Training;
}
