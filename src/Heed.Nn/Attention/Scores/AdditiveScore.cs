using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Attention.Scores;

/// <summary>
/// v_h · tanh(q + k) with a trained vector of each head: a network with one hidden layer in place of a product (Bahdanau, Cho and Bengio, 2015, §A.1.2). K tanh for
/// each pair where a product has K multiply-adds: several times the time of the product, and no more memory.
/// </summary>
[Variant("v_h · tanh(q + k)", "Bahdanau, Cho and Bengio, 2015")]
public sealed record AdditiveScore : ScoreOptions
{
    [JsonIgnore]
    public override bool IsProduct => false;

    public override AttentionOptions Build(ParameterStore store, string name, AttentionParts parts)
    {
        (int heads, int headWidth) = (parts.Heads.Count, parts.HeadWidth);
        Parameter vector = store.Add($"{name}.score.weight", new Shape(heads, headWidth), Initializers.XavierUniform(headWidth, 1));
        return new AttentionOptions(heads, parts.Heads.KeyValueCount, headWidth, Scale: 1, ScoreVector: vector);
    }
}
