using System.Text;
using Spectre.Console;

namespace Heed.Cli.Terminal;

/// <summary>
/// Draws attention weights with block shades: rows are queries, columns are keys, and the scale is always 0 to 1, so that two pictures
/// can be compared.
/// </summary>
internal static class HeatMap
{
    private const int ColumnWidth = 2;
    private const int LongestLabel = 16;
    private static readonly (float Least, char Shade)[] Shades = [(0.7f, '█'), (0.4f, '▓'), (0.2f, '▒'), (0.07f, '░'), (0, ' ')];

    /// <summary>What the shades mean.</summary>
    public static string Legend { get; } =
        string.Join("  ", Shades.Reverse().Select(shade => $"[{shade.Shade}{shade.Shade}] from {FormattableString.Invariant($"{shade.Least}")}"));

    /// <summary>The picture, a line a row, with the keys' labels written downwards on top.</summary>
    /// <param name="queries">One label a row, T.</param>
    /// <param name="keys">One label a column, S.</param>
    /// <param name="weights">(T, S), each row summing to 1.</param>
    public static IEnumerable<string> Draw(IReadOnlyList<string> queries, IReadOnlyList<string> keys, IReadOnlyList<float[]> weights)
    {
        int margin = queries.Select(label => Width(Clip(label))).DefaultIfEmpty().Max();
        string[][] letters = [.. keys.Select(key => Clip(key).EnumerateRunes().Select(rune => rune.ToString()).ToArray())];
        int height = letters.Select(letter => letter.Length).DefaultIfEmpty().Max();
        for (int row = 0; row < height; row++)
        {
            var line = new StringBuilder(new string(' ', margin + 2));
            foreach (string[] label in letters)
            {
                int index = row - (height - label.Length);
                line.Append(Pad(index >= 0 ? label[index] : "", ColumnWidth));
            }

            yield return line.ToString().TrimEnd();
        }

        for (int query = 0; query < queries.Count; query++)
        {
            string label = Clip(queries[query]);
            var line = new StringBuilder(new string(' ', margin - Width(label))).Append(label).Append(" │");
            foreach (float weight in weights[query])
            {
                line.Append(Shade(weight), ColumnWidth);
            }

            yield return line.Append('│').ToString();
        }
    }

    private static char Shade(float weight) => Array.Find(Shades, shade => weight >= shade.Least || shade.Least == 0).Shade;

    private static string Clip(string label) => label.Length <= LongestLabel ? label : $"{label[..(LongestLabel - 1)]}…";

    private static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    /// <summary>Cells on a terminal: a Chinese character takes two.</summary>
    private static int Width(string text) => text.GetCellWidth();
}
