using System.Globalization;
using System.Text;

namespace Heed.Text.Corpora.Dates;

/// <summary>
/// Writes a moment in a CLDR date pattern, for example <c>EEEE, MMMM d, y 'at' h:mm a</c>. Runs of one letter are fields, quoted text
/// and everything else stands for itself (Unicode Technical Standard 35, part 4, "Date Format Patterns").
/// </summary>
internal static class DatePattern
{
    /// <summary>Writes <paramref name="moment"/> with the names of <paramref name="locale"/>.</summary>
    /// <exception cref="FormatException">The pattern holds a field that the table's patterns do not use.</exception>
    public static string Write(string pattern, DateTime moment, DateLocale locale)
    {
        var text = new StringBuilder(pattern.Length * 2);
        for (int i = 0; i < pattern.Length;)
        {
            char c = pattern[i];
            if (c == '\'')
            {
                int end = pattern.IndexOf('\'', i + 1);
                text.Append(pattern, i + 1, end - i - 1);
                i = end + 1;
            }
            else if (char.IsAsciiLetter(c))
            {
                int end = i;
                while (end < pattern.Length && pattern[end] == c)
                {
                    end++;
                }

                text.Append(Field(c, end - i, moment, locale));
                i = end;
            }
            else
            {
                text.Append(c);
                i++;
            }
        }

        return text.ToString();
    }

    private static string Field(char letter, int length, DateTime moment, DateLocale locale) => (letter, length) switch
    {
        ('y', 2) => Number(moment.Year % 100, 2),
        ('y', 1) => Number(moment.Year, 1),
        ('M', 4) => locale.Months[moment.Month - 1],
        ('M', 3) => locale.ShortMonths[moment.Month - 1],
        ('M', _) => Number(moment.Month, length),
        ('d', _) => Number(moment.Day, length),
        ('E', 4) => locale.Weekdays[(int)moment.DayOfWeek],
        ('E', _) => locale.ShortWeekdays[(int)moment.DayOfWeek],
        ('a', _) => locale.DayPeriods[moment.Hour / 12],
        ('h', _) => Number((moment.Hour + 11) % 12 + 1, length),
        ('K', _) => Number(moment.Hour % 12, length),
        ('H', _) => Number(moment.Hour, length),
        ('m', _) => Number(moment.Minute, length),
        ('s', _) => Number(moment.Second, length),
        _ => throw new FormatException($"the date pattern field '{new string(letter, length)}' is not known"),
    };

    private static string Number(int value, int digits) => value.ToString(digits == 1 ? "D" : "D2", CultureInfo.InvariantCulture);
}
