namespace Heed.Tensors;

/// <summary>
/// What one call of an op has to do at the least: its floating-point operations in products (a multiply-add counts two; exponentials and
/// sums count nothing), and the bytes of its inputs and outputs, each read or written once.
/// </summary>
public readonly record struct OpWork(double Flops, double Bytes)
{
    public static OpWork operator +(OpWork left, OpWork right) => new(left.Flops + right.Flops, left.Bytes + right.Bytes);

    /// <summary>Work that only moves <paramref name="floats"/> float32 numbers.</summary>
    public static OpWork Moving(double floats) => new(0, sizeof(float) * floats);

    /// <summary>The sum of two amounts, as <c>+</c>.</summary>
    public static OpWork Add(OpWork left, OpWork right) => left + right;

    /// <summary>
    /// The seconds that a machine needs that does nothing but this at its limits, products and memory side by side: the roofline
    /// (Williams, Waterman and Patterson, 2009).
    /// </summary>
    public double SecondsAt(MachineLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return Math.Max(Flops / limits.FlopsPerSecond, Bytes / limits.BytesPerSecond);
    }
}
