namespace Heed.Server.Inspection;

/// <summary><c>POST /api/translate</c>.</summary>
internal sealed record TranslateRequest(string Q, string Source, string Target) : ISearchRequest
{
    public int? Beam { get; init; }

    public int? NBest { get; init; }

    public float? LengthPenalty { get; init; }

    /// <summary>For each sentence the ids that its translation begins with; missing ones are free.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? Prefix { get; init; }
}
