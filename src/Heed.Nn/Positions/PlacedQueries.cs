using Heed.Tensors.Ops;

namespace Heed.Nn.Positions;

/// <summary>Queries (N, H·K) as a kind of position leaves them, and what it adds to their scores and values.</summary>
public readonly record struct PlacedQueries(ColumnSlice Queries, AttentionBias Bias);
