namespace Heed.Nn.Positions;

/// <summary>Where the sines and cosines of a position stand in its row, and how their wavelengths grow.</summary>
public enum SinusoidLayout
{
    /// <summary>Sine and cosine in turn, as in the paper.</summary>
    Alternating,

    /// <summary>All sines first, then all cosines, with the paper's wavelengths, as in Marian.</summary>
    Halves,

    /// <summary>All sines first, then all cosines, with wavelengths up to exactly 2π times the base, as in Tensor2Tensor and OpenNMT.</summary>
    HalvesToLongest,
}
