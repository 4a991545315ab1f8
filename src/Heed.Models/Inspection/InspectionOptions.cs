using Heed.Models.Generation;

namespace Heed.Models.Inspection;

/// <summary>How a translation is opened up.</summary>
public sealed record InspectionOptions
{
    /// <summary>How it is searched for.</summary>
    public SearchOptions Search { get; init; } = new();

    /// <summary>The ids of the translation to look at, without start, up to the end token if there is one; null: the best that the search finds.</summary>
    public IReadOnlyList<int>? TargetIds { get; init; }

    /// <summary>The heads whose output is zero in what is shown and scored; the search has all of them.</summary>
    public IReadOnlyList<HeadPlace> Off { get; init; } = [];

    /// <summary>Whether to score the translation once more without each head: as many passes as there are heads.</summary>
    public bool HeadEffects { get; init; }

    /// <summary>How many alternatives to each token of the translation are shown.</summary>
    public int Alternatives { get; init; } = 5;

    /// <summary>Looked at in every step of the search, and between passes.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The most numbers that all attentions together may have; a sentence that needs more is refused.</summary>
    public long MaximumNumbers { get; init; } = long.MaxValue;

    /// <summary>The most that <see cref="HeadEffects"/> may take, in products of a parameter and a token; more is refused.</summary>
    public double MaximumEffectWork { get; init; } = double.PositiveInfinity;
}
