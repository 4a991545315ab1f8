using Heed.Nn.Recurrent;
using Heed.Tensors;

namespace Heed.Models.Recurrent;

/// <summary>The order of the rows that the decoder runs over, and the states (B, S) it starts from, those of the asking layer first.</summary>
internal readonly record struct DecoderStates(RecurrentRows Rows, Tensor First);
