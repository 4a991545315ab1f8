namespace Heed.Tensors.Kernels.Cpu;

/// <summary>A piece of attention that one worker does at a time: some query rows of one sequence, at some heads.</summary>
internal readonly struct AttentionPart
{
    public required int Sequence { get; init; }

    /// <summary>The sequence that the same worker does next, or −1.</summary>
    public required int NextSequence { get; init; }

    public required (int First, int End) Rows { get; init; }

    /// <summary>The first query head; it begins a group.</summary>
    public required int FirstHead { get; init; }

    /// <summary>After the last query head.</summary>
    public required int EndHead { get; init; }

    /// <summary>
    /// What comes after <paramref name="head"/>: the next head of the same rows and <paramref name="keys"/>, or the first one of the next sequence.
    /// </summary>
    public unsafe AttentionPrefetch Next(in AttentionArguments a, int head, (int First, int End) keys)
    {
        if (head + 1 < EndHead)
        {
            return new AttentionPrefetch(a, Rows, (head + 1) % a.Group == 0 ? keys : (0, 0), head + 1);
        }

        if (NextSequence < 0)
        {
            return default;
        }

        (int First, int End) rows = (a.QueryOffsets[NextSequence], a.QueryOffsets[NextSequence + 1]);
        return new AttentionPrefetch(a, rows, AttentionForward.Visible(a, rows.First, rows.End, 0), FirstHead);
    }
}
