namespace Heed.Tensors.Tests.Support;

/// <summary>Lengths at and around the widths of the vectors, which every kernel is tested at.</summary>
internal static class KernelLengths
{
    public static readonly int[] All = [0, 1, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 129];

    /// <summary>The lengths as theory data.</summary>
    public static TheoryData<int> Theory => [.. All];
}
