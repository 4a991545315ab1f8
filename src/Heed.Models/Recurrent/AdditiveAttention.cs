using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Ops;

namespace Heed.Models.Recurrent;

/// <summary>
/// context = Σ αⱼ Wᵥ mⱼ, α = softmax(v · tanh(W q + U mⱼ)): what the source says to a state of the decoder (Bahdanau, Cho and Bengio, 2015, §3.1).
/// </summary>
internal sealed class AdditiveAttention
{
    private readonly Linear query;
    private readonly Linear keyValue;
    private readonly AttentionOptions options;
    private readonly int width;

    /// <summary>Declares <c>q_proj</c>, <c>k_proj</c>, <c>v_proj</c> and <c>score.weight</c> under <paramref name="name"/>, all of the same width D.</summary>
    public AdditiveAttention(ParameterStore store, string name, int width)
    {
        this.width = width;
        query = new Linear(store, $"{name}.q_proj", width, width);
        keyValue = Linear.Stacked(store, name, width, hasBias: false, ("k_proj", width, 1), ("v_proj", width, 1));
        Parameter score = store.Add($"{name}.score.weight", new Shape(width), Initializers.XavierUniform(width, 1));
        options = new AttentionOptions(Heads: 1, KeyValueHeads: 1, width, Scale: 1, ScoreVector: score);
    }

    /// <summary>States <paramref name="x"/> (N, D) ask the encoder's <paramref name="memory"/> (M, D), each its own source: → (N, D).</summary>
    public Tensor Forward(Tensor x, Tensor memory, in AttentionLayout layout)
    {
        Tensor keysAndValues = KeysAndValues(memory); // (M, 2D)
        return AttentionOp.Apply(
            new ColumnSlice(query.Forward(x), 0), new ColumnSlice(keysAndValues, 0), new ColumnSlice(keysAndValues, width), layout, options);
    }

    /// <summary>Keys and values of the encoder's output: (M, D) → (M, 2D). Computed once a source, then held while it is decoded.</summary>
    public Tensor KeysAndValues(Tensor memory) => keyValue.Forward(memory);

    /// <summary>One decoding step over the cached rows of each state's source.</summary>
    public Tensor Step(Tensor x, RowCache cache, in VisibleRows visible) =>
        CachedAttention.Apply(new ColumnSlice(query.Forward(x), 0), cache, visible, options); // (N, D)
}
