namespace Heed.Models;

/// <summary>How the hidden states of a text become one vector.</summary>
public enum SentencePooling
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The first one, that of [CLS].</summary>
    First,
}
