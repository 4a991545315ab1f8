using Heed.Nn.Attention;
using Heed.Tensors.Ops;

namespace Heed.Models.Transformer;

/// <summary>What each hypothesis of a decoding step sees: the cache rows of its past (the last is its own), and those of its source.</summary>
internal readonly record struct StepRows(PastRows Past, VisibleRows Source);
