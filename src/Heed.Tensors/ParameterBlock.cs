using Heed.Tensors.Memory;

namespace Heed.Tensors;

/// <summary>
/// One float for each of a store's parameters, laid out exactly as its values are, zeroed at first: a moment of the optimizer, a moving
/// average. A pass over parameters and blocks is one loop.
/// </summary>
public sealed unsafe class ParameterBlock : IDisposable
{
    private readonly AlignedBuffer buffer;

    /// <summary>A block called <paramref name="name"/> for a store that has its memory.</summary>
    public ParameterBlock(ParameterStore store, string name)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (!store.IsAllocated)
        {
            throw new InvalidOperationException($"The block {name} needs the layout of parameters that are not allocated yet: call Allocate first.");
        }

        (Name, Length) = (name, store.Length);
        buffer = new AlignedBuffer(Length * sizeof(float));
    }

    /// <summary>What it holds: <c>first_moment</c>; the prefix of its tensors in a file.</summary>
    public string Name { get; }

    /// <summary>Length in floats, alignment gaps included.</summary>
    public long Length { get; }

    /// <summary>All values, gaps included.</summary>
    public Span<float> Values => new(Data, checked((int)Length));

    internal float* Data => buffer.Floats;

    /// <summary>The part that belongs to one parameter of the store.</summary>
    public Span<float> Of(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return Values.Slice(checked((int)parameter.Offset), checked((int)parameter.Shape.Count));
    }

    public void Dispose() => buffer.Dispose();
}
