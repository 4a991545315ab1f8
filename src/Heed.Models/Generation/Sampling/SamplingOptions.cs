using Heed.Text;

namespace Heed.Models.Generation.Sampling;

/// <summary>
/// How the next token is drawn. In this order: repetition penalty, temperature, top-k, top-p, min-p; what is left over is drawn by its probability.
/// </summary>
public sealed record SamplingOptions
{
    /// <summary>Logits are divided by it: below 1 the probable becomes more probable; 0 always takes the most probable token.</summary>
    public float Temperature { get; init; } = 1;

    /// <summary>Only the k most probable tokens may be drawn (Fan, Lewis and Dauphin, 2018); 0: all.</summary>
    public int TopK { get; init; }

    /// <summary>Only the fewest most probable tokens that together have this probability (Holtzman et al., 2020); 1: all.</summary>
    public float TopP { get; init; } = 1;

    /// <summary>Only tokens at least this many times as probable as the most probable one (Nguyen et al., 2024); 0: all.</summary>
    public float MinP { get; init; }

    /// <summary>Positive logits of tokens that the text already holds are divided by it, negative ones multiplied (Keskar et al., 2019); 1: none.</summary>
    public float RepetitionPenalty { get; init; } = 1;

    /// <summary>The same seed draws the same text.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Checks the options.</summary>
    /// <exception cref="UserException">One makes no sense.</exception>
    public void Check()
    {
        Require(Temperature >= 0 && float.IsFinite(Temperature), $"temperature is {Temperature}, but must be 0 or more");
        Require(TopK >= 0, $"top-k is {TopK}, but must be 0 (off) or more");
        Require(TopP is > 0 and <= 1, $"top-p is {TopP}, but must be above 0 and at most 1 (off)");
        Require(MinP is >= 0 and <= 1, $"min-p is {MinP}, but must lie between 0 (off) and 1");
        Require(RepetitionPenalty > 0 && float.IsFinite(RepetitionPenalty), $"repetition-penalty is {RepetitionPenalty}, but must be above 0; 1 is none");
    }

    private static void Require(bool isRight, string complaint)
    {
        if (!isRight)
        {
            throw new UserException($"Nothing can be drawn: {complaint}.");
        }
    }
}
