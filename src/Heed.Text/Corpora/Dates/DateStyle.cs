namespace Heed.Text.Corpora.Dates;

/// <summary>The ways to write a day, each the same information in every language.</summary>
internal enum DateStyle
{
    /// <summary>Sunday, March 3, 2024</summary>
    Full,

    /// <summary>March 3, 2024</summary>
    Long,

    /// <summary>Sun, Mar 3, 2024</summary>
    Weekday,

    /// <summary>Mar 3, 2024</summary>
    Medium,

    /// <summary>3/3/2024</summary>
    Numeric,

    /// <summary>3/3/24: two digits of the year in some locales</summary>
    Short,
}

/// <summary>The ways to write a time of day.</summary>
internal enum TimeStyle
{
    /// <summary>No time: the day alone.</summary>
    None,

    /// <summary>4:05 PM</summary>
    Hour12,

    /// <summary>4:05:06 PM</summary>
    Hour12Seconds,

    /// <summary>16:05</summary>
    Hour24,

    /// <summary>16:05:06</summary>
    Hour24Seconds,
}
