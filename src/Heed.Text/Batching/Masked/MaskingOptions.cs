using System.Text.Json.Serialization;

namespace Heed.Text.Batching.Masked;

/// <summary>Which pieces a masked language model has to guess, and what it sees in their place (Devlin et al., 2019, §3.1).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MaskingOptions
{
    /// <summary>The share of pieces to be guessed.</summary>
    public double Rate { get; init; } = 0.15;

    /// <summary>Of those, the share that is replaced by [MASK] …</summary>
    public double Mask { get; init; } = 0.8;

    /// <summary>… and the share that is replaced by a random piece; the rest stays as it is, so that the model must know every word it sees.</summary>
    public double Random { get; init; } = 0.1;

    /// <exception cref="UserException">The shares make no sense.</exception>
    public void Check()
    {
        if (!(Rate is > 0 and < 1) || !(Mask >= 0) || !(Random >= 0) || Mask + Random > 1)
        {
            throw new UserException($"masking: rate {Rate} must lie between 0 and 1, and mask {Mask} and random {Random} must be shares that together are at most 1.");
        }
    }
}
