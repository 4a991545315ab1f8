namespace Heed.Models.Inspection;

/// <summary>One head's attention over one sentence of a padded batch: masks, and the numbers before and after the softmax.</summary>
public sealed record PaddedAttention
{
    /// <summary>What padding alone hides: every query sees all real keys.</summary>
    public required MaskIntervals Padding { get; init; }

    /// <summary>What the mask alone hides, were nothing padding.</summary>
    public required MaskIntervals Structure { get; init; }

    /// <summary>Both, as the kernel gets them; a query that is padding sees nothing.</summary>
    public required MaskIntervals Combined { get; init; }

    /// <summary>Scale · products + bias of every query and key, before anything is hidden.</summary>
    public required float[][] Scores { get; init; }

    /// <summary>After the softmax.</summary>
    public required float[][] Weights { get; init; }
}
