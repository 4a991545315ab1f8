using System.Text.Json.Serialization;

namespace Heed.Text.Batching.Spans;

/// <summary>How much of a text is taken out, and in pieces how long (Raffel et al., 2020, §3.1.4).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SpanCorruptionOptions
{
    /// <summary>The share of pieces that is taken out.</summary>
    public double Rate { get; init; } = 0.15;

    /// <summary>How long a span that is taken out is on average.</summary>
    public double MeanLength { get; init; } = 3;

    /// <summary>How many sentinels there are, one for each span of a text and one for its end.</summary>
    public int Sentinels { get; init; } = 32;

    /// <summary>How often the text is gone through, with other spans each time.</summary>
    public int Copies { get; init; } = 1;

    /// <exception cref="UserException">The numbers make no sense.</exception>
    public void Check()
    {
        if (!(Rate is > 0 and < 1) || !(MeanLength >= 1) || Sentinels < 2 || Copies < 1)
        {
            throw new UserException(
                $"corruption: rate {Rate} must lie between 0 and 1, mean_length {MeanLength} be at least 1, sentinels {Sentinels} at least 2 and copies {Copies} at least 1.");
        }
    }
}
