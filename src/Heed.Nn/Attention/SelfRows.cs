using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Attention;

/// <summary>The rows of a self-attention: who sees whom, where each row stands in its sequence (N), and what distance adds to the scores.</summary>
public readonly record struct SelfRows(AttentionLayout Layout, Integers Places, AttentionBias Bias)
{
    /// <summary>0 for each row that is padding (N); none where all are real.</summary>
    public Integers Real { get; init; }
}
