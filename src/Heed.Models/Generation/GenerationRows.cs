using System.Runtime.InteropServices;
using Heed.Models.LanguageModels;

namespace Heed.Models.Generation;

/// <summary>The rows of a step while they are gathered.</summary>
internal sealed class GenerationRows
{
    private readonly List<int> ids = [];
    private readonly List<int> slots = [];
    private readonly List<int> positions = [];
    private readonly List<int> asked = [];

    /// <summary>How many rows there are.</summary>
    public int Count => ids.Count;

    /// <summary>How many of them are asked.</summary>
    public int Asked => asked.Count;

    public void Clear()
    {
        ids.Clear();
        slots.Clear();
        positions.Clear();
        asked.Clear();
    }

    public void Add(int id, int slot, int position, bool isAsked)
    {
        if (isAsked)
        {
            asked.Add(ids.Count);
        }

        ids.Add(id);
        slots.Add(slot);
        positions.Add(position);
    }

    /// <summary>Valid until the next change.</summary>
    public GenerationStep ToStep() => new()
    {
        Ids = CollectionsMarshal.AsSpan(ids),
        Slots = CollectionsMarshal.AsSpan(slots),
        Positions = CollectionsMarshal.AsSpan(positions),
        Asked = CollectionsMarshal.AsSpan(asked),
    };
}
