namespace Heed.Models.Recurrent;

/// <summary>How the hidden states of a text become one row.</summary>
public enum SequencePooling
{
    /// <summary>The largest of each column: whether something was seen anywhere.</summary>
    Max,

    /// <summary>The mean of each column.</summary>
    Mean,
}
