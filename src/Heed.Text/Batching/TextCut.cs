namespace Heed.Text.Batching;

/// <summary>What stays of a text with more pieces than a model may see (Sun et al., 2019, "How to fine-tune BERT for text classification").</summary>
public enum TextCut
{
    /// <summary>The first pieces.</summary>
    Head,

    /// <summary>The last pieces.</summary>
    Tail,

    /// <summary>A quarter from the beginning and three quarters from the end, as 128 and 382 of 510.</summary>
    Both,
}
