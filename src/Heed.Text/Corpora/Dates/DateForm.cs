using System.Globalization;

namespace Heed.Text.Corpora.Dates;

/// <summary>One English wording of a moment; the other languages answer in the same style of date.</summary>
/// <param name="EnglishLocale">A row of the table; null for ISO 8601, which needs none.</param>
/// <param name="Date">How the day is written.</param>
/// <param name="Time">How the time is written, if it is.</param>
internal sealed record DateForm(string? EnglishLocale, DateStyle Date, TimeStyle Time)
{
    private static readonly TimeStyle[] Hours12 = [TimeStyle.None, TimeStyle.Hour12, TimeStyle.Hour12Seconds];
    private static readonly TimeStyle[] Hours24 = [TimeStyle.None, TimeStyle.Hour24, TimeStyle.Hour24Seconds];

    /// <summary>
    /// Every wording: American in six styles with 12-hour times, British in words with 24-hour times (its numbers, 03/04/2024, would
    /// contradict the American ones), and ISO 8601, <c>2024-03-03 16:05</c>, which is answered in words.
    /// </summary>
    public static IReadOnlyList<DateForm> All { get; } =
    [
        .. from date in Enum.GetValues<DateStyle>() from time in Hours12 select new DateForm("en-US", date, time),
        .. from date in Enum.GetValues<DateStyle>() where date < DateStyle.Numeric from time in Hours24 select new DateForm("en-GB", date, time),
        .. from time in Hours24 select new DateForm(null, DateStyle.Long, time),
    ];

    /// <summary>Whether the English leaves out the century, which then has to follow from the two digits.</summary>
    public bool HasTwoDigitYear => Date == DateStyle.Short;

    public string Write(DateTime moment) => EnglishLocale is null
        ? moment.ToString(IsoFormat, CultureInfo.InvariantCulture)
        : DateTable.Instance.Locales[EnglishLocale].Write(moment, Date, Time);

    private string IsoFormat => Time switch
    {
        TimeStyle.None => "yyyy-MM-dd",
        TimeStyle.Hour24 => "yyyy-MM-dd HH:mm",
        _ => "yyyy-MM-dd HH:mm:ss",
    };
}
