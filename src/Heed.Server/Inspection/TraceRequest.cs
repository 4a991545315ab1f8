using Heed.Models.Inspection;

namespace Heed.Server.Inspection;

/// <summary><c>POST /api/trace</c>.</summary>
internal sealed record TraceRequest(string Sentence, string Source, string Target) : ISearchRequest
{
    public int? Beam { get; init; }

    public int? NBest { get; init; }

    public float? LengthPenalty { get; init; }

    /// <summary>The translation to look at; null: the best that is found.</summary>
    public IReadOnlyList<int>? TargetIds { get; init; }

    /// <summary>The heads to switch off.</summary>
    public IReadOnlyList<HeadPlace>? Off { get; init; }

    /// <summary>Whether to measure what each head does.</summary>
    public bool Effects { get; init; }
}
