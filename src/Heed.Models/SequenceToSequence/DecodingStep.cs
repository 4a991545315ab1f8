namespace Heed.Models.SequenceToSequence;

/// <summary>The live hypotheses of one decoding step, a row each.</summary>
public readonly ref struct DecodingStep
{
    /// <summary>The newest token of each hypothesis.</summary>
    public required ReadOnlySpan<int> Ids { get; init; }

    /// <summary>The cache slot each hypothesis lives in.</summary>
    public required ReadOnlySpan<int> Slots { get; init; }

    /// <summary>The source sentence each hypothesis translates.</summary>
    public required ReadOnlySpan<int> Sources { get; init; }

    /// <summary>Where the newest tokens stand, from 0.</summary>
    public required int Position { get; init; }
}
