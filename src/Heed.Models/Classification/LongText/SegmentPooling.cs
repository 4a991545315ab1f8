namespace Heed.Models.Classification.LongText;

/// <summary>How the classes of a text's segments become that of the text.</summary>
public enum SegmentPooling
{
    /// <summary>The mean of their probabilities.</summary>
    Mean,

    /// <summary>The segment that is surest decides.</summary>
    MostCertain,
}
