namespace Heed.Text.Batching;

/// <summary>Arrays of batches that are filled again and again: they grow by half, so that soon no batch needs new memory.</summary>
internal static class BatchArray
{
    /// <summary>Makes room for <paramref name="length"/> numbers; what was there is gone if it had to grow.</summary>
    public static void Grow(ref int[] array, int length)
    {
        if (array.Length < length)
        {
            array = new int[Math.Max(length, array.Length + (array.Length / 2))];
        }
    }
}
