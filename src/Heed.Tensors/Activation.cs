namespace Heed.Tensors;

/// <summary>The non-linearity behind a linear layer.</summary>
public enum Activation
{
    /// <summary>y = x.</summary>
    None,

    /// <summary>y = max(x, 0) (Vaswani et al., 2017).</summary>
    Relu,

    /// <summary>y = x · Φ(x) = x/2 · (1 + erf(x / √2)) (Hendrycks and Gimpel, 2016).</summary>
    Gelu,

    /// <summary>GELU with Φ(x) ≈ ½ (1 + tanh(√(2/π) (x + 0.044715 x³))), as GPT-2 computes it.</summary>
    GeluTanh,

    /// <summary>y = x · σ(x), also called swish (Hendrycks and Gimpel, 2016; Ramachandran, Zoph and Le, 2017).</summary>
    Silu,

    /// <summary>y = tanh x.</summary>
    Tanh,
}
