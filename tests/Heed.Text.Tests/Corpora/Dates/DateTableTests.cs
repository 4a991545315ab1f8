using Heed.Text.Corpora.Dates;

namespace Heed.Text.Tests.Corpora.Dates;

public sealed class DateTableTests
{
    private static readonly DateTime Afternoon = new(2024, 3, 3, 16, 5, 6);
    private static readonly DateTime Midnight = new(1999, 12, 31, 0, 7, 8);

    public static TheoryData<string> Locales => [.. DateTable.Instance.Locales.Keys];

    [Theory]
    [MemberData(nameof(Locales))]
    public void EveryLocaleIsComplete(string name)
    {
        var locale = DateTable.Instance.Locales[name];
        Assert.Equal(12, locale.Months.Distinct().Count());
        Assert.Equal(12, locale.ShortMonths.Distinct().Count());
        Assert.Equal(7, locale.Weekdays.Distinct().Count());
        Assert.Equal(7, locale.ShortWeekdays.Distinct().Count());
        Assert.Equal(2, locale.DayPeriods.Distinct().Count());
        foreach (var date in Enum.GetValues<DateStyle>())
        {
            foreach (var time in Enum.GetValues<TimeStyle>())
            {
                string text = locale.Write(Afternoon, date, time);
                Assert.DoesNotContain(text, c => c is '\u202F' or '\u00A0' or '\'' or '{' or '}');
                Assert.Equal(text.Trim(), text);
            }
        }
    }

    [Fact]
    public void TheTableSaysWhereItComesFrom()
    {
        Assert.Equal("42.0", DateTable.Instance.Cldr);
        Assert.Equal("72.1", DateTable.Instance.Icu);
        Assert.Contains("UNICODE-LICENSE.txt", DateTable.Instance.About, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en-US", "Full", "Hour12", "Sunday, March 3, 2024 at 4:05 PM")]
    [InlineData("en-US", "Short", "Hour12Seconds", "3/3/24, 4:05:06 PM")]
    [InlineData("en-GB", "Long", "Hour24", "3 March 2024 at 16:05")]
    [InlineData("en-GB", "Weekday", "None", "Sun, 3 Mar 2024")]
    [InlineData("zh-CN", "Full", "Hour12", "2024年3月3日星期日 下午4:05")]
    [InlineData("zh-CN", "Weekday", "Hour24", "2024年3月3日周日 16:05")]
    [InlineData("de-DE", "Full", "Hour24", "Sonntag, 3. März 2024 um 16:05")]
    [InlineData("de-DE", "Medium", "Hour24Seconds", "03.03.2024, 16:05:06")]
    [InlineData("fr-FR", "Full", "Hour24", "dimanche 3 mars 2024 à 16:05")]
    [InlineData("ja-JP", "Weekday", "Hour12", "2024年3月3日(日) 午後4:05")]
    [InlineData("es-ES", "Full", "Hour24", "domingo, 3 de marzo de 2024, 16:05")]
    public void AnAfternoonInEachLanguage(string locale, string date, string time, string expected) =>
        Assert.Equal(expected, DateTable.Instance.Locales[locale].Write(Afternoon, Enum.Parse<DateStyle>(date), Enum.Parse<TimeStyle>(time)));

    [Theory]
    [InlineData("en-US", "Hour12", "12/31/1999, 12:07 AM")]
    [InlineData("zh-CN", "Hour12", "1999/12/31 上午12:07")]
    [InlineData("ja-JP", "Hour12", "1999/12/31 午前0:07")]
    [InlineData("es-ES", "Hour24", "31/12/1999, 0:07")]
    [InlineData("fr-FR", "Hour24Seconds", "31/12/1999 00:07:08")]
    public void MidnightInEachClock(string locale, string time, string expected) =>
        Assert.Equal(expected, DateTable.Instance.Locales[locale].Write(Midnight, DateStyle.Numeric, Enum.Parse<TimeStyle>(time)));

    [Theory]
    [InlineData("zh", "2024年3月3日 下午4:05")]
    [InlineData("ja", "2024年3月3日 午後4:05")]
    [InlineData("de", "3. März 2024 um 16:05")]
    [InlineData("fr", "3 mars 2024 à 16:05")]
    [InlineData("es", "3 de marzo de 2024, 16:05")]
    public void ATwelveHourTimeIsAnsweredByTheHabitOfTheLanguage(string tag, string expected)
    {
        var form = new DateForm("en-US", DateStyle.Long, TimeStyle.Hour12);
        Assert.Equal("March 3, 2024 at 4:05 PM", form.Write(Afternoon));
        Assert.Equal(expected, DateLanguage.Find(tag).Write(Afternoon, form));
    }

    [Fact]
    public void IsoDatesAreAnsweredInWords()
    {
        var form = DateForm.All[^1];
        Assert.Equal("2024-03-03 16:05:06", form.Write(Afternoon));
        Assert.Equal("3. März 2024 um 16:05:06", DateLanguage.Find("de").Write(Afternoon, form));
    }

    [Fact]
    public void NoWordingIsListedTwice() => Assert.Equal(DateForm.All.Count, DateForm.All.Select(form => form.Write(Afternoon)).Distinct().Count());

    [Fact]
    public void AnUnknownFieldIsNamed()
    {
        var error = Assert.Throws<FormatException>(() => DatePattern.Write("GGG y", Afternoon, DateTable.Instance.Locales["en-US"]));
        Assert.Contains("'GGG'", error.Message, StringComparison.Ordinal);
    }
}
