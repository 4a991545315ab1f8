namespace Heed.Text.Batching;

/// <summary>Texts with their classes end to end, without padding. The same object is filled again and again and keeps its memory.</summary>
public sealed class LabelledBatch
{
    private int[] ids = [];
    private int[] offsets = [0];
    private int[] labels = [];

    /// <summary>Texts in the batch, B.</summary>
    public int Count { get; private set; }

    /// <summary>(N), the ids of all texts.</summary>
    public ReadOnlySpan<int> Ids => ids.AsSpan(0, offsets[Count]);

    /// <summary>(B + 1), where each text begins, and the end.</summary>
    public ReadOnlySpan<int> Offsets => offsets.AsSpan(0, Count + 1);

    /// <summary>(B), the class of each text.</summary>
    public ReadOnlySpan<int> Labels => labels.AsSpan(0, Count);

    /// <summary>Fills the batch with some texts of a data set, in order.</summary>
    public void Fill(LabelledSequences data, ReadOnlySpan<int> chosen)
    {
        ArgumentNullException.ThrowIfNull(data);
        Reserve(data, chosen);
        Count = 0;
        foreach (int text in chosen)
        {
            ReadOnlySpan<int> added = data.Ids(text);
            added.CopyTo(ids.AsSpan(offsets[Count]));
            labels[Count] = data.Label(text);
            offsets[Count + 1] = offsets[Count] + added.Length;
            Count++;
        }
    }

    private void Reserve(LabelledSequences data, ReadOnlySpan<int> chosen)
    {
        int tokens = 0;
        foreach (int text in chosen)
        {
            tokens += data.Ids(text).Length;
        }

        BatchArray.Grow(ref ids, tokens);
        BatchArray.Grow(ref offsets, chosen.Length + 1);
        BatchArray.Grow(ref labels, chosen.Length);
    }
}
