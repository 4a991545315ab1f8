using Heed.Tensors.Ops;

namespace Heed.Nn.Positions;

/// <summary>A row (D) for each position, added to the embeddings.</summary>
public interface IPositionTable
{
    /// <summary>The table, at least <paramref name="length"/> rows of it.</summary>
    PositionTable Rows(int length);
}
