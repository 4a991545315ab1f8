namespace Heed.Models.Classification.LongText;

/// <summary>Cuts the text into segments that fit, classifies each by itself, and pools (Sun et al., 2019, §4.1).</summary>
public sealed class SegmentReading(SegmentPooling pooling) : LongTextReading
{
    public override string Name { get; } = pooling == SegmentPooling.Mean ? "segments, mean" : "segments, most certain";

    public override float[] Classify(TextClassifier classifier, string text, out int tokens)
    {
        tokens = 0;
        int maximum = classifier.Model.Options.MaximumLength;
        int[][] pieces = [.. classifier.Frame.Pieces(text).Chunk(maximum - classifier.Frame.Added)];
        int[][] segments = [.. (pieces.Length == 0 ? [[]] : pieces).Select(part => classifier.Frame.Wrap(part, maximum))];
        float[][] found = Run(classifier, segments, ref tokens);
        return pooling == SegmentPooling.MostCertain
            ? found.MaxBy(probabilities => probabilities.Max())!
            : [.. Enumerable.Range(0, found[0].Length).Select(label => found.Average(probabilities => probabilities[label]))];
    }
}
