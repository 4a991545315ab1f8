namespace Heed.Text.Corpora;

/// <summary>
/// A small random generator whose numbers never change between .NET versions (those of <see cref="Random"/> may), so that a seed
/// names one corpus for good. Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
/// </summary>
public struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 random bits.</summary>
    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>A whole number from 0 to <paramref name="bound"/> − 1; the bias, under bound / 2⁶⁴, is beyond notice.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(Next(), (ulong)bound, out _);
    }

    /// <summary>Scatters the bits of a number: the generator's output function, also a good hash of one.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
