namespace Heed.Models.Inspection;

/// <summary>Which of the three attentions of an encoder-decoder.</summary>
public enum AttentionPart
{
    /// <summary>The source attends to itself.</summary>
    Encoder,

    /// <summary>The target attends to its past.</summary>
    Decoder,

    /// <summary>The target attends to the source.</summary>
    Cross,
}
