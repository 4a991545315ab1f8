using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Inspection;

/// <summary>What a model's logits say of the tokens that were written.</summary>
internal static class ForcedScores
{
    /// <summary>ln p of each id of <paramref name="target"/> in its row of <paramref name="logits"/> (T, V): the bits that a search gives it.</summary>
    public static float[] Of(Tensor logits, int[] target) => [.. target.Select((id, row) => NextTokens.LogProbability(logits, row, id))];
}
