namespace Heed.Tensors.Ops;

/// <summary>
/// H query heads and <paramref name="KeyValueHeads"/> key-value heads (a divisor of H), each <paramref name="HeadWidth"/> = K wide; scores are
/// multiplied by <paramref name="Scale"/>; <paramref name="Dropout"/> is the probability of dropping an attention weight in training.
/// </summary>
/// <remarks>A score is q · k, or with a <paramref name="ScoreVector"/> v (H·K) additive: v_h · tanh(q + k) (Bahdanau, Cho and Bengio, 2015).</remarks>
public readonly record struct AttentionOptions(
    int Heads, int KeyValueHeads, int HeadWidth, float Scale, float Dropout = 0, Parameter? ScoreVector = null);
