namespace Heed.Nn.Attention;

/// <summary>What an attention layer is built from, whatever it attends to.</summary>
/// <param name="Width">D.</param>
/// <param name="Heads">How the width is divided.</param>
/// <param name="HasBias">Whether its projections have biases.</param>
public sealed record AttentionParts(int Width, HeadOptions Heads, bool HasBias = true);
