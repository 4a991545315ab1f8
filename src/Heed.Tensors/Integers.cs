namespace Heed.Tensors;

/// <summary>
/// Ids, positions, offsets or visible-key bounds of the current step: integers in the workspace's arena, which live as long as the step's tensors.
/// </summary>
public readonly unsafe struct Integers
{
    private readonly int* data;

    internal Integers(int* data, int count)
    {
        this.data = data;
        Count = count;
    }

    public int Count { get; }

    public Span<int> Values => new(data, Count);

    internal int* Data => data;
}
