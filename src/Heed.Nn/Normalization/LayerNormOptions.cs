using Heed.Tensors;

namespace Heed.Nn.Normalization;

/// <summary>LayerNorm (Ba, Kiros and Hinton, 2016).</summary>
public sealed record LayerNormOptions : NormOptions
{
    /// <summary>Added to the variance.</summary>
    public float Epsilon { get; init; } = 1e-5f;

    public override Norm Build(ParameterStore store, string name, int width) => new LayerNorm(store, name, width, Epsilon);
}
