using Heed.Text.Batching;

namespace Heed.Models.Classification.LongText;

/// <summary>A way to classify a text that is longer than the model's maximum.</summary>
public abstract class LongTextReading
{
    /// <summary>All ways, the simplest first.</summary>
    public static IReadOnlyList<LongTextReading> All { get; } =
    [
        new TruncatedReading(TextCut.Head), new TruncatedReading(TextCut.Tail), new TruncatedReading(TextCut.Both),
        new KeyPassageReading(), new SegmentReading(SegmentPooling.Mean), new SegmentReading(SegmentPooling.MostCertain),
    ];

    /// <summary>What it is called.</summary>
    public abstract string Name { get; }

    /// <summary>The probability of each class of a text.</summary>
    /// <param name="classifier">What reads.</param>
    /// <param name="text">The text.</param>
    /// <param name="tokens">How many tokens went through the model.</param>
    public abstract float[] Classify(TextClassifier classifier, string text, out int tokens);

    /// <summary>Runs sequences through the model and counts their tokens.</summary>
    private protected static float[][] Run(TextClassifier classifier, IReadOnlyList<int[]> encoded, ref int tokens)
    {
        tokens += encoded.Sum(ids => ids.Length);
        return classifier.Probabilities(encoded);
    }
}
