namespace Heed.Tensors.Memory;

/// <summary>
/// Memory for the gradients of activations. A gradient lives from its first writer to its producer's backward pass; its block is then
/// used again for the next of the same size, so the backward pass keeps touching the same few blocks while they are still in cache.
/// </summary>
internal sealed unsafe class GradientPool(Arena arena)
{
    private readonly List<(long Count, nint Block)> free = [];

    public float* Rent(long count)
    {
        for (int index = free.Count - 1; index >= 0; index--)
        {
            if (free[index].Count == count)
            {
                nint block = free[index].Block;
                free.RemoveAt(index);
                return (float*)block;
            }
        }

        return (float*)arena.Allocate(count * sizeof(float));
    }

    public void Return(float* block, long count) => free.Add((count, (nint)block));

    public void Clear() => free.Clear();
}
