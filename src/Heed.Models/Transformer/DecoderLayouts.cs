using Heed.Nn.Attention;
using Heed.Tensors.Ops;

namespace Heed.Models.Transformer;

/// <summary>What the decoder's two attentions see: its own past, and the source.</summary>
internal readonly record struct DecoderLayouts(SelfRows Self, AttentionLayout Cross);
