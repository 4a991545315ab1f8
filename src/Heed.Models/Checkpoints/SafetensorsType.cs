namespace Heed.Models.Checkpoints;

/// <summary>Element types that are read; files are written in <see cref="F32"/>.</summary>
public enum SafetensorsType
{
    /// <summary>IEEE 754 single precision.</summary>
    F32,

    /// <summary>IEEE 754 half precision.</summary>
    F16,

    /// <summary>The upper half of a single: 8 bits of exponent, 7 of fraction.</summary>
    BF16,
}
