namespace Heed.Text.Tokenization.Models.BytePair;

/// <summary>A binary heap of 64-bit keys, smallest first, that keeps its memory.</summary>
internal sealed class LongHeap
{
    private long[] keys = new long[64];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public void Push(long key)
    {
        if (Count == keys.Length)
        {
            Array.Resize(ref keys, 2 * keys.Length);
        }

        int at = Count++;
        for (int parent; at > 0 && keys[parent = (at - 1) / 2] > key; at = parent)
        {
            keys[at] = keys[parent];
        }

        keys[at] = key;
    }

    public long Pop()
    {
        long top = keys[0];
        long last = keys[--Count];
        int at = 0;
        for (int child; (child = (2 * at) + 1) < Count; at = child)
        {
            if (child + 1 < Count && keys[child + 1] < keys[child])
            {
                child++;
            }

            if (keys[child] >= last)
            {
                break;
            }

            keys[at] = keys[child];
        }

        keys[at] = last;
        return top;
    }
}
