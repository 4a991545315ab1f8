namespace Heed.Training;

/// <summary>In which numbers training computes.</summary>
public enum Precision
{
    /// <summary>IEEE 754 single precision throughout.</summary>
    Float32,
}
