using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Attention;

/// <summary>The rows of a decoding step's self-attention: what each sees of its cache, its own row among it, where it stands (N), and what distance adds.</summary>
public readonly record struct PastRows(VisibleRows Visible, Integers Places, AttentionBias Bias);
