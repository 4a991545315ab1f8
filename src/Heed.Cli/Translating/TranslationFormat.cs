using System.Globalization;
using Heed.Models;

namespace Heed.Cli.Translating;

/// <summary>
/// How translations are printed. One a line by itself; with scores, <c>score TAB text</c>; with several a sentence, the number of the input
/// line comes first, so that everything can be put back where it belongs.
/// </summary>
internal sealed record TranslationFormat(bool Scores, bool Several)
{
    public string Line(long number, Translation translation)
    {
        string line = Scores ? $"{translation.Score.ToString("F4", CultureInfo.InvariantCulture)}\t{translation.Text}" : translation.Text;
        return Several ? $"{number.ToString(CultureInfo.InvariantCulture)}\t{line}" : line;
    }
}
