namespace Heed.Text;

/// <summary>
/// A small random generator whose numbers never change between .NET versions (those of <see cref="Random"/> may), so that a seed
/// names one corpus, one order or one segmentation for good; a copy of it is a copy of the stream. Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014.
/// </summary>
public struct SplitMix64(ulong seed)
{
    private ulong state = seed;

    /// <summary>A generator for each (seed, counter), unrelated to its neighbours.</summary>
    public static SplitMix64 Of(ulong seed, ulong counter) => new(Mix(seed) + Mix(counter + 0x6A09E667F3BCC909));

    /// <summary>The next 64 random bits.</summary>
    public ulong Next() => Mix(state += 0x9E3779B97F4A7C15);

    /// <summary>A whole number from 0 to <paramref name="bound"/> − 1; the bias, under bound / 2⁶⁴, is beyond notice.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(Next(), (ulong)bound, out _);
    }

    /// <summary>A number from 0 to below 1, of 53 random bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Puts the items in a random order, all orders equally likely (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    /// <summary>Scatters the bits of a number: the generator's output function, also a good hash of one.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
