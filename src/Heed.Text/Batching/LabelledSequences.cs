using System.Runtime.InteropServices;

namespace Heed.Text.Batching;

/// <summary>Texts as ids with the numbers of their classes, all end to end.</summary>
public sealed class LabelledSequences
{
    private readonly List<int> ids = [];
    private readonly List<int> ends = [];
    private readonly List<int> labels = [];

    /// <summary>How many texts there are.</summary>
    public int Count => labels.Count;

    /// <summary>All ids, special tokens counted.</summary>
    public long Tokens => ids.Count;

    /// <summary>Adds a text; the ids are copied.</summary>
    /// <exception cref="ArgumentException">The text has no ids.</exception>
    public void Add(ReadOnlySpan<int> text, int label)
    {
        if (text.IsEmpty)
        {
            throw new ArgumentException("A text without ids cannot be classified; it needs at least an end token.");
        }

        ids.AddRange(text);
        ends.Add(ids.Count);
        labels.Add(label);
    }

    /// <summary>The ids of a text; valid until the next <see cref="Add"/>.</summary>
    public ReadOnlySpan<int> Ids(int text)
    {
        int start = text == 0 ? 0 : ends[text - 1];
        return CollectionsMarshal.AsSpan(ids)[start..ends[text]];
    }

    /// <summary>The class of a text, from 0.</summary>
    public int Label(int text) => labels[text];
}
