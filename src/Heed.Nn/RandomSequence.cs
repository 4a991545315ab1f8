namespace Heed.Nn;

/// <summary>SplitMix64 (Steele, Lea and Flood, 2014): a small generator whose numbers never change with the runtime's version.</summary>
public struct RandomSequence(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 random bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>The next number in [0, 1), a multiple of 2^-24.</summary>
    public float NextUnit() => (Next() >> 40) * (1f / (1 << 24));
}
