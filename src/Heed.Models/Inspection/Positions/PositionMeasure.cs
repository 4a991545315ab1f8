namespace Heed.Models.Inspection.Positions;

/// <summary>What a view of positions shows by offset.</summary>
public enum PositionMeasure
{
    /// <summary>Nothing depends on positions.</summary>
    None,

    /// <summary>The dot product of two rows of the table that is added to the embeddings.</summary>
    Rows,

    /// <summary>q · k of one and the same query and key of length 1, as the kind turns them.</summary>
    Scores,

    /// <summary>What is added to the scores.</summary>
    Bias,
}
