using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Positions;

/// <summary>What a kind of position does inside self-attention: it may turn queries and keys, and add to the scores. This one does neither.</summary>
public class AttentionPosition
{
    public static AttentionPosition None { get; } = new();

    /// <summary>What is added to the scores of sequences of at most <paramref name="longest"/> rows; the same for all layers of a stack.</summary>
    public virtual AttentionBias Bias(Workspace workspace, int longest) => default;

    /// <summary>A tensor whose first columns hold the queries and keys of <paramref name="mixed"/>, <paramref name="columns"/> in all, as attention is to see them.</summary>
    public virtual Tensor Turn(Tensor mixed, int columns, Integers places) => mixed;
}
