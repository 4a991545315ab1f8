using Heed.Nn.Attention.Scores;

namespace Heed.Nn.Attention;

/// <summary>What an attention layer is built from, whatever it attends to.</summary>
/// <param name="Width">D.</param>
/// <param name="Heads">How the width is divided.</param>
/// <param name="HasBias">Whether its projections have biases.</param>
public sealed record AttentionParts(int Width, HeadOptions Heads, bool HasBias = true)
{
    /// <summary>How a query and a key give a score.</summary>
    public ScoreOptions Score { get; init; } = new ScaledDotProductScore();

    /// <summary>K.</summary>
    public int HeadWidth => Heads.Width(Width);

    /// <summary>Columns of all queries: H·K.</summary>
    public int QueryColumns => Heads.Count * HeadWidth;

    /// <summary>Columns of all keys, and of all values: Hkv·K.</summary>
    public int KeyColumns => Heads.KeyValueCount * HeadWidth;
}
