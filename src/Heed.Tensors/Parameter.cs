using Heed.Tensors.Kernels.Cpu.Products;
using Heed.Tensors.Memory;

namespace Heed.Tensors;

/// <summary>
/// A trained array with its gradient, a slice of its <see cref="ParameterStore"/>'s contiguous blocks. Gradients add up until the store
/// clears them. A buffer (running statistics) is saved as parameters are, but has no gradient, and nothing that trains touches it.
/// </summary>
public sealed unsafe class Parameter
{
    private readonly ParameterStore store;
    private PackedMatrix? packed;

    internal Parameter(ParameterStore store, string name, Shape shape, long offset, bool isTrained = true) =>
        (this.store, Name, Shape, Offset, IsTrained) = (store, name, shape, offset, isTrained);

    /// <summary>Its path in the model, in the field's names: <c>encoder.layers.0.self_attn.q_proj.weight</c>.</summary>
    public string Name { get; }

    public Shape Shape { get; }

    public Span<float> Values => new(Data, checked((int)Shape.Count));

    /// <summary>False for a buffer.</summary>
    public bool IsTrained { get; }

    /// <summary>Of a trained parameter.</summary>
    public Span<float> Gradients => new(Gradient, checked((int)Shape.Count));

    /// <summary>Where it starts in the store's block of trained parameters, or of buffers, in floats.</summary>
    public long Offset { get; }

    internal float* Data => (IsTrained ? store.Values : store.BufferValues) + Offset;

    internal float* Gradient => IsTrained ? store.Gradients + Offset : throw new InvalidOperationException($"{Name} is not trained and has no gradient.");

    /// <summary>
    /// This weight (O, I) as the right factor of x·Wᵀ, packed at first use; null unless the store is frozen. Decoding multiplies few rows
    /// by the same weights again and again: packing them each time would cost more than the products.
    /// </summary>
    internal PackedMatrix? Packed(WorkerPool workers)
    {
        if (packed is null && store.IsFrozen)
        {
            var matrix = new PackedMatrix();
            matrix.Pack(workers, new MatrixOperand(Data, Shape.Columns, transposed: true), Shape.Columns, Shape.Rows);
            packed = matrix;
        }

        return packed;
    }

    internal void Unpack()
    {
        packed?.Dispose();
        packed = null;
    }
}
