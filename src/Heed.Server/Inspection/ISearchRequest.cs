namespace Heed.Server.Inspection;

/// <summary>What a request may say about the search; null: what the server does by default.</summary>
internal interface ISearchRequest
{
    int? Beam { get; }

    int? NBest { get; }

    /// <summary>α.</summary>
    float? LengthPenalty { get; }
}
