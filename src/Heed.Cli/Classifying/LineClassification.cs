using Heed.Cli.Terminal;
using Heed.Cli.Translating;
using Heed.Models.Classification;
using Heed.Text.Batching;

namespace Heed.Cli.Classifying;

/// <summary>Classifies a stream of lines: <c>label TAB probability</c> for each, or all classes, the most probable first.</summary>
internal sealed class LineClassification(TextClassifier classifier, bool all, TextCut cut)
{
    private const int LinesAtOnce = 512;

    private long lines;
    private long tooLong;

    /// <summary>How many texts were cut; null where none was.</summary>
    public string? Warning => tooLong == 0 ? null
        : $"{tooLong} of {lines} {(lines == 1 ? "line" : "lines")} had more than the model's {classifier.Model.Options.MaximumLength} tokens and {(tooLong == 1 ? "was" : "were")} cut ({cut} kept).";

    /// <summary>Writes the classes of each line in <paramref name="input"/>, and says at the end how many lines had to be cut.</summary>
    public static void Write(Session session, string folder, IEnumerable<string> input, (bool All, TextCut Cut) how, TextWriter writer)
    {
        using TextClassifier classifier = TextClassifier.Load(folder);
        var lines = new LineClassification(classifier, how.All, how.Cut);
        foreach (IReadOnlyList<string> group in LineBatches.Read(input, LinesAtOnce, session.Cancellation))
        {
            foreach (string line in lines.Classify(group, session.Cancellation))
            {
                writer.WriteLine(line);
            }

            writer.Flush();
        }

        if (lines.Warning is { } warning)
        {
            session.Note(warning);
        }
    }

    /// <summary>The lines to print for a group of lines.</summary>
    public IEnumerable<string> Classify(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        lines += texts.Count;
        tooLong += texts.Count(classifier.IsTooLong);
        return classifier.Classify(texts, cut, cancellation).Select(found => ClassLine.Of(found, all));
    }
}
