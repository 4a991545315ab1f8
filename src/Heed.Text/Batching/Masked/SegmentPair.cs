namespace Heed.Text.Batching.Masked;

/// <summary>Two segments of running text as BERT reads them, <c>[CLS] first [SEP] second [SEP]</c>, or one.</summary>
public readonly record struct SegmentPair(TextStretch First, TextStretch Second, Continuation Continuation)
{
    /// <summary>Ids without special tokens.</summary>
    public int Pieces => First.Length + Second.Length;

    /// <summary>Rows with special tokens.</summary>
    public int Rows => Pieces + (Continuation == Continuation.Alone ? 2 : 3);
}
