using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Positions;

/// <summary>
/// What a kind of position does inside the self-attention of a stack: it may turn queries and keys, and add to scores and values. This one does nothing.
/// </summary>
public class AttentionPosition
{
    public static AttentionPosition None { get; } = new();

    /// <summary>
    /// Whether only the distance between rows counts and nothing grows with where they stand, so that a stream without end can be attended to with
    /// bounded memory.
    /// </summary>
    public virtual bool IsUnbounded => true;

    /// <summary>What is added to the scores of sequences of at most <paramref name="longest"/> rows; the same for all layers of a stack.</summary>
    public virtual AttentionBias Bias(Workspace workspace, int longest) => default;

    /// <summary>The same kind of position in one layer of the stack, with what it trains there declared under <paramref name="name"/>.</summary>
    public virtual AttentionPosition InLayer(ParameterStore store, string name, in AttentionOptions options) => this;

    /// <summary>A tensor whose first columns hold the queries and keys of <paramref name="mixed"/>, <paramref name="columns"/> in all, as attention is to see them.</summary>
    public virtual Tensor Turn(Tensor mixed, int columns, Integers places) => mixed;

    /// <summary>
    /// What a layer's attention gets of <paramref name="queries"/> (N, H·K), which stand at <paramref name="places"/> counted from their sequences' first keys, and of
    /// the stack's <paramref name="bias"/>.
    /// </summary>
    public virtual PlacedQueries Place(ColumnSlice queries, Integers places, in AttentionBias bias) => new(queries, bias with { Places = places });

    /// <summary>L, the rows of the longest sequence whose last query is among <paramref name="places"/>.</summary>
    protected static int Longest(Integers places)
    {
        int longest = 1;
        foreach (int place in places.Values)
        {
            longest = Math.Max(longest, place + 1);
        }

        return longest;
    }
}
