namespace Heed.Tensors.Ops.Recurrence;

/// <summary>W (G·H, H) of the hidden state's product, and what is added to it (G·H), or nothing.</summary>
public readonly record struct RecurrentWeights(Parameter Weight, Parameter? Bias);

/// <summary>What a recurrence gives: the hidden state behind each row (N, H), and the state that each sequence ends with (B, S), h first.</summary>
public readonly record struct RecurrentResult(Tensor Output, Tensor Final);
