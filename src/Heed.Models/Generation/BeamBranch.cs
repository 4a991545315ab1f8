namespace Heed.Models.Generation;

/// <summary>One way to go on with a hypothesis.</summary>
/// <param name="Parent">Which of the live hypotheses it goes on with, from 0.</param>
/// <param name="Token">The id that it adds.</param>
/// <param name="LogProbability">ln p of that token.</param>
/// <param name="Total">The sum of the log-probabilities up to and with it: the parent's total plus <paramref name="LogProbability"/>, in single precision.</param>
/// <param name="Fate">What the search did with it.</param>
public readonly record struct BeamBranch(int Parent, int Token, float LogProbability, float Total, BeamFate Fate);

/// <summary>What becomes of a branch.</summary>
public enum BeamFate
{
    /// <summary>It goes on in the next step, if there is one.</summary>
    Live,

    /// <summary>Others were better.</summary>
    Pruned,

    /// <summary>It is a translation: it ends, or is as long as a translation may be.</summary>
    Finished,
}
