using System.Globalization;
using Heed.Models.Classification;
using Heed.Text.Batching;

namespace Heed.Cli.Classifying;

/// <summary>Classifies a stream of lines: <c>label TAB probability</c> for each, or all classes, the most probable first.</summary>
internal sealed class LineClassification(TextClassifier classifier, bool all, TextCut cut)
{
    private long lines;
    private long tooLong;

    /// <summary>How many texts were cut; null where none was.</summary>
    public string? Warning => tooLong == 0 ? null
        : $"{tooLong} of {lines} {(lines == 1 ? "line" : "lines")} had more than the model's {classifier.Model.Options.MaximumLength} tokens and {(tooLong == 1 ? "was" : "were")} cut ({cut} kept).";

    /// <summary>The lines to print for a group of lines.</summary>
    public IEnumerable<string> Classify(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        lines += texts.Count;
        tooLong += texts.Count(classifier.IsTooLong);
        return classifier.Classify(texts, cut, cancellation).Select(Line);
    }

    private string Line(IReadOnlyList<ClassProbability> found) => string.Join('\t', (all ? found : found.Take(1)).Select(Text));

    private static string Text(ClassProbability found) => string.Create(CultureInfo.InvariantCulture, $"{found.Label}\t{found.Probability:F4}");
}
