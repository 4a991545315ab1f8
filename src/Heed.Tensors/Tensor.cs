namespace Heed.Tensors;

/// <summary>
/// An activation of the current step: float32, contiguous, row-major. It is a handle into its <see cref="Workspace"/>'s arena and
/// dies when the workspace begins the next step; any use after that throws.
/// </summary>
public readonly unsafe struct Tensor : IEquatable<Tensor>
{
    private readonly TensorSlot slot;
    private readonly long stamp;

    internal Tensor(TensorSlot slot, long stamp) => (this.slot, this.stamp) = (slot, stamp);

    /// <summary>True for a default handle that stands for "no tensor".</summary>
    public bool IsNone => slot is null;

    public Shape Shape => Slot.Shape;

    /// <summary>The product of all dimensions but the last.</summary>
    public int Rows => Slot.Shape.Rows;

    /// <summary>The size of the last dimension.</summary>
    public int Columns => Slot.Shape.Columns;

    public Workspace Workspace => Slot.Workspace;

    /// <summary>Whether a gradient flows back to this tensor.</summary>
    public bool RequiresGradient => Slot.RequiresGradient;

    /// <summary>The elements. At most 2^31 − 1 of them can be seen this way.</summary>
    public Span<float> Values => new(Slot.Data, checked((int)Slot.Shape.Count));

    /// <summary>The gradient of the loss with respect to the elements; empty before a backward pass has reached this tensor.</summary>
    public Span<float> Gradients => Slot.Gradient is null ? [] : new(Slot.Gradient, checked((int)Slot.Shape.Count));

    internal float* Data => Slot.Data;

    internal bool HasGradient => Slot.Gradient is not null;

    internal float* Gradient => Slot.Gradient;

    private TensorSlot Slot
    {
        get
        {
            if (slot is null || slot.Workspace.Stamp != stamp)
            {
                ThrowStale();
            }

            return slot!;
        }
    }

    public static bool operator ==(Tensor left, Tensor right) => left.Equals(right);

    public static bool operator !=(Tensor left, Tensor right) => !left.Equals(right);

    public bool Equals(Tensor other) => ReferenceEquals(slot, other.slot) && stamp == other.stamp;

    public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(slot, stamp);

    /// <summary>
    /// Where an operation's backward pass puts this input's gradient. The first writer gets uninitialised memory and
    /// <paramref name="accumulate"/> = false: it must write every element; later writers must add.
    /// </summary>
    internal float* GradientForWrite(out bool accumulate)
    {
        TensorSlot target = Slot;
        accumulate = target.Gradient is not null;
        if (!accumulate)
        {
            target.Gradient = target.Workspace.Gradients.Rent(target.Shape.Count);
        }

        return target.Gradient;
    }

    /// <summary>Moves the gradient buffer of <paramref name="source"/> to this tensor, if it has none yet: saves a copy where a gradient passes through unchanged.</summary>
    internal bool TryTakeGradient(Tensor source)
    {
        TensorSlot target = Slot;
        if (target.Gradient is not null || source.Slot.Shape.Count != target.Shape.Count)
        {
            return false;
        }

        target.Gradient = source.Slot.Gradient;
        source.Slot.Gradient = null;
        return true;
    }

    /// <summary>Gives the gradient's memory back once nobody reads it any more.</summary>
    internal void ReleaseGradient()
    {
        TensorSlot target = Slot;
        if (target.Gradient is not null)
        {
            target.Workspace.Gradients.Return(target.Gradient, target.Shape.Count);
            target.Gradient = null;
        }
    }

    private static void ThrowStale() => throw new InvalidOperationException(
        "This tensor belongs to an earlier step: its memory has been reused. Copy what must outlive a step into a parameter or an array.");
}
