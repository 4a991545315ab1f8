namespace Heed.Text.Batching.Masked;

/// <summary>What follows a first segment.</summary>
public enum Continuation
{
    /// <summary>Nothing: a segment by itself, which says nothing about what follows.</summary>
    Alone = -1,

    /// <summary>What follows it in its document.</summary>
    Next = 0,

    /// <summary>Something from anywhere else.</summary>
    Random = 1,
}
