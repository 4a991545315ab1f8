using Heed.Models;
using Heed.Models.Generation;
using Heed.Text.Batching;

namespace Heed.Cli.Translating;

/// <summary>Translates a stream of lines: one line in, one out (or n), in order, an empty one for an empty one.</summary>
internal sealed class LineTranslation(Translator translator, SearchOptions search, TooLong tooLong)
{
    private const int NamedLines = 5;
    private readonly List<long> tooLongLines = [];
    private long tooLongCount;

    /// <summary>Lines in so far.</summary>
    public long Lines { get; private set; }

    /// <summary>What happened to sentences that the model is too short for; null where there were none.</summary>
    public string? Warning => tooLongCount == 0 ? null
        : $"{tooLongCount} {(tooLongCount == 1 ? "line was" : "lines were")} longer than the model's {translator.Model.Options.MaximumLength - 1} pieces and "
            + $"{(tooLong == TooLong.Truncate ? "cut to that" : "left empty")}: line {string.Join(", ", tooLongLines)}{(tooLongCount > NamedLines ? ", …" : "")}.";

    /// <summary>Translates a group of lines.</summary>
    /// <returns>The lines to print.</returns>
    public IEnumerable<string> Translate(IReadOnlyList<string> lines, TranslationFormat format, CancellationToken cancellation)
    {
        long first = Lines + 1;
        string[] sentences = [.. lines.Select(Check)];
        var found = translator.Translate(sentences, search, cancellation);
        return found.SelectMany((translations, index) => translations.Select(translation => format.Line(first + index, translation)));
    }

    /// <summary>Counts a sentence that is too long, and empties it where such are skipped.</summary>
    private string Check(string line)
    {
        Lines++;
        if (!translator.IsTooLong(line))
        {
            return line;
        }

        tooLongCount++;
        if (tooLongLines.Count < NamedLines)
        {
            tooLongLines.Add(Lines);
        }

        return tooLong == TooLong.Skip ? "" : line;
    }
}
