using Heed.Models.Generation.Sampling;
using Heed.Text;

namespace Heed.Models.Generation;

/// <summary>One of the texts that a <see cref="ParallelGenerator"/> goes on with.</summary>
public sealed class GrowingText
{
    /// <exception cref="UserException">The prompt is empty, or an option makes no sense.</exception>
    public GrowingText(IReadOnlyList<int> prompt, SamplingOptions sampling)
    {
        Ids = prompt.Count > 0 ? [.. prompt] : throw new UserException("There is nothing to go on with: the prompt is empty.");
        (PromptLength, Sampler) = (prompt.Count, new TokenSampler(sampling));
    }

    /// <summary>How many tokens the prompt has.</summary>
    public int PromptLength { get; }

    /// <summary>Whether log-probabilities are wanted.</summary>
    public bool IsScored { get; init; }

    /// <summary>How many likely tokens are wanted beside each, if it is scored.</summary>
    public int Likely { get; init; }

    /// <summary>Whether the tokens of the prompt are scored too, those inside the model's window, in the first step.</summary>
    public bool ScorePrompt { get; init; }

    /// <summary>The scores of the prompt's tokens from the second one on, once they are known.</summary>
    public IReadOnlyList<ScoredToken> PromptScores { get; internal set; } = [];

    /// <summary>All tokens so far.</summary>
    internal List<int> Ids { get; }

    internal TokenSampler Sampler { get; }

    internal bool WantsPromptScores => ScorePrompt && Ids.Count == PromptLength;
}
