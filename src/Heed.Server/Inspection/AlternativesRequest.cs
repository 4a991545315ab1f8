namespace Heed.Server.Inspection;

/// <summary><c>POST /api/alternatives</c>.</summary>
internal sealed record AlternativesRequest(string Sentence, string Source, string Target, IReadOnlyList<int> Prefix)
{
    public int? Count { get; init; }
}
