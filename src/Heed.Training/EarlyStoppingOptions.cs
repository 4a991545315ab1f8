using System.Text.Json.Serialization;

namespace Heed.Training;

/// <summary>Which measure says that a checkpoint is the best, and when to stop waiting for a better one.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record EarlyStoppingOptions
{
    /// <summary><c>loss</c>, or another that validation measures, such as <c>bleu</c>. Default: loss.</summary>
    public string Metric { get; init; } = "loss";

    /// <summary>Stop after this many validations in a row without a better score; 0: never. Default: 0.</summary>
    public int Patience { get; init; }
}
