using Heed.Nn.Positions;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Embeddings;

/// <summary>dropout(table[id] · scale + position[p]): ids (N) → (N, D) (Vaswani et al., 2017, §3.4 and §3.5).</summary>
public sealed class TokenEmbedding(Parameter table, IPositionTable? positions, float scale, float dropout)
{
    /// <summary>The embedding matrix (V, D).</summary>
    public Parameter Table => table;

    /// <summary>Embeds <paramref name="ids"/>, whose rows stand at <paramref name="places"/> in their sequences, all below <paramref name="length"/>.</summary>
    public Tensor Forward(Workspace workspace, Integers ids, Integers places, int length) => positions is null
        ? EmbeddingOp.Apply(workspace, table, ids, scale, dropout)
        : EmbeddingOp.Apply(workspace, table, ids, scale, dropout, positions.Rows(length), places);
}
