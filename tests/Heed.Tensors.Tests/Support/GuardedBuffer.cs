using Heed.Tensors.Memory;

namespace Heed.Tensors.Tests.Support;

/// <summary>
/// Floats between two fences of a special NaN. A kernel that writes outside its buffer breaks a fence, which <see cref="Check"/> and
/// Dispose report; one that computes with what lies outside gets a NaN into its result, which the comparison with the reference twin reports.
/// The first float is 64-byte aligned unless <c>misalignment</c> moves it.
/// </summary>
internal sealed unsafe class GuardedBuffer : IDisposable
{
    private const int Fence = 64;
    private const int Mark = 0x7FC0FE4C;
    private readonly AlignedBuffer memory;
    private readonly int first;

    /// <summary>A buffer of <paramref name="length"/> zeros, <paramref name="misalignment"/> floats past a 64-byte boundary.</summary>
    public GuardedBuffer(int length, int misalignment = 0)
    {
        Length = length;
        first = Fence + misalignment;
        memory = new AlignedBuffer((long)(first + length + Fence) * sizeof(float));
        new Span<int>(memory.Integers, first).Fill(Mark);
        new Span<int>(memory.Integers + first + length, Fence).Fill(Mark);
    }

    /// <summary>A buffer with these values.</summary>
    public GuardedBuffer(ReadOnlySpan<float> values, int misalignment = 0)
        : this(values.Length, misalignment) => values.CopyTo(Values);

    public int Length { get; }

    public Span<float> Values => new(Data, Length);

    public float* Data => memory.Floats + first;

    /// <summary>Normally distributed values with deviation <paramref name="deviation"/>: the same for the same seed.</summary>
    public static GuardedBuffer Random(int length, int seed, float deviation = 1, int misalignment = 0)
    {
        var buffer = new GuardedBuffer(length, misalignment);
        FillNormal(buffer.Values, seed, deviation);
        return buffer;
    }

    /// <summary>Box and Muller's normal numbers.</summary>
    public static void FillNormal(Span<float> target, int seed, float deviation = 1)
    {
        var random = new Random(seed);
        foreach (ref float value in target)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            value = (float)(deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }
    }

    /// <summary>Fails the test if anything was written outside the buffer.</summary>
    public void Check()
    {
        int before = new ReadOnlySpan<int>(memory.Integers, first).LastIndexOfAnyExcept(Mark);
        int after = new ReadOnlySpan<int>(memory.Integers + first + Length, Fence).IndexOfAnyExcept(Mark);
        Assert.True(before < 0, $"something wrote {first - before} floats before the buffer of {Length}");
        Assert.True(after < 0, $"something wrote {after + 1} floats past the end of the buffer of {Length}");
    }

    public void Dispose()
    {
        try
        {
            Check();
        }
        finally
        {
            memory.Dispose();
        }
    }
}
