namespace Heed.Tensors.Tests.Support;

/// <summary>Comparisons of float arrays with a sentence that names the first element that differs.</summary>
internal static class Close
{
    /// <summary>|actual − expected| ≤ absolute + relative · |expected| everywhere; NaN equals NaN, and an infinity itself.</summary>
    public static void Check(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float relative = 1e-5f, float absolute = 1e-6f, string what = "values")
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            float wanted = expected[index];
            float got = actual[index];
            bool same = wanted.Equals(got) || Math.Abs(got - wanted) <= absolute + (relative * Math.Abs(wanted));
            Assert.True(same, $"{what}[{index}]: expected {wanted:R}, got {got:R} (length {expected.Length})");
        }
    }

    /// <summary>The same bits everywhere.</summary>
    public static void CheckBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what = "values")
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            int wanted = BitConverter.SingleToInt32Bits(expected[index]);
            int got = BitConverter.SingleToInt32Bits(actual[index]);
            Assert.True(wanted == got, $"{what}[{index}]: expected {expected[index]:R} (0x{wanted:X8}), got {actual[index]:R} (0x{got:X8})");
        }
    }
}
