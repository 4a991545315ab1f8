namespace Heed.Text.Corpora.Dates;

/// <summary>How one locale writes dates and times: a row of the table taken from Unicode CLDR.</summary>
internal sealed record DateLocale
{
    public required string[] Months { get; init; }

    public required string[] ShortMonths { get; init; }

    /// <summary>Sunday first, as in <see cref="DayOfWeek"/>.</summary>
    public required string[] Weekdays { get; init; }

    public required string[] ShortWeekdays { get; init; }

    /// <summary>The words for before and after noon.</summary>
    public required string[] DayPeriods { get; init; }

    public required Dictionary<DateStyle, string> Dates { get; init; }

    public required Dictionary<TimeStyle, string> Times { get; init; }

    /// <summary>How a date, <c>{1}</c>, and a time, <c>{0}</c>, are joined, by the length of the date.</summary>
    public required Dictionary<DateStyle, string> Joined { get; init; }

    public string Write(DateTime moment, DateStyle date, TimeStyle time) => DatePattern.Write(Pattern(date, time), moment, this);

    private string Pattern(DateStyle date, TimeStyle time)
    {
        if (time == TimeStyle.None)
        {
            return Dates[date];
        }

        // CLDR names four lengths; the two forms it builds from fields take the joint of the length they look like.
        var length = date switch
        {
            DateStyle.Weekday => DateStyle.Medium,
            DateStyle.Numeric => DateStyle.Short,
            _ => date,
        };
        return Joined[length].Replace("{1}", Dates[date], StringComparison.Ordinal).Replace("{0}", Times[time], StringComparison.Ordinal);
    }
}
