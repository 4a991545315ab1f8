using Heed.Tensors;

namespace Heed.Models.Generation;

/// <summary>A start token that a model has of its own is padding, to which nothing was ever taught: it must not be drawn.</summary>
internal static class ForbiddenStart
{
    /// <summary>Gives <paramref name="start"/>, if there is one, the probability 0 in each row of <paramref name="logits"/> (N, V).</summary>
    public static void Apply(Tensor logits, int? start)
    {
        for (int row = 0; row < logits.Rows && start is not null; row++)
        {
            logits.Values[(row * logits.Columns) + start.Value] = float.NegativeInfinity;
        }
    }
}
