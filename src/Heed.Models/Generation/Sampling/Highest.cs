namespace Heed.Models.Generation.Sampling;

/// <summary>Greedy choice.</summary>
internal static class Highest
{
    /// <summary>The place of the highest value, the first of equal ones.</summary>
    public static int Of(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int index = 1; index < values.Length; index++)
        {
            best = values[index] > values[best] ? index : best;
        }

        return best;
    }
}
