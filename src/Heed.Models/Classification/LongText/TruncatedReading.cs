using Heed.Text.Batching;

namespace Heed.Models.Classification.LongText;

/// <summary>Reads as much as fits and nothing of the rest (Sun et al., 2019, §4.1).</summary>
public sealed class TruncatedReading(TextCut cut) : LongTextReading
{
    public override string Name { get; } = $"truncation, {cut}".ToLowerInvariant();

    public override float[] Classify(TextClassifier classifier, string text, out int tokens)
    {
        tokens = 0;
        return Run(classifier, [classifier.Frame.Encode(text, classifier.Model.Options.MaximumLength, cut)], ref tokens)[0];
    }
}
