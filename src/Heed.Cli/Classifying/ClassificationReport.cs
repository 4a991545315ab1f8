using System.Globalization;
using Heed.Models.Classification;
using Heed.Text.Corpora;
using Heed.Text.Metrics;

namespace Heed.Cli.Classifying;

/// <summary>How well a classifier does.</summary>
internal static class ClassificationReport
{
    /// <summary>"accuracy 81.2 % · Matthews 0.624 · macro F1 0.812 · 872 texts".</summary>
    public static string Of(TextClassifier classifier, IReadOnlyList<LabelledText> texts, CancellationToken cancellation)
    {
        string[] labels = [.. classifier.Model.Options.Labels];
        var matrix = new ConfusionMatrix(labels.Length);
        IReadOnlyList<IReadOnlyList<ClassProbability>> found = classifier.Classify([.. texts.Select(text => text.Text)], cancellation: cancellation);
        for (int index = 0; index < texts.Count; index++)
        {
            matrix.Add(Array.IndexOf(labels, texts[index].Label), Array.IndexOf(labels, found[index][0].Label));
        }

        return Of(matrix, "texts");
    }

    /// <summary>The same line for <paramref name="what"/>, in the plural, that was classified.</summary>
    public static string Of(ConfusionMatrix matrix, string what) => string.Create(
        CultureInfo.InvariantCulture,
        $"accuracy {100 * matrix.Accuracy:F2} % · Matthews {matrix.MatthewsCorrelation:F4} · macro F1 {matrix.MacroF1:F4} · {matrix.Count} {what}");
}
