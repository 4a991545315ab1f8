namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// Where gradients come from and go to, with the shapes of <see cref="AttentionArguments"/>. The targets may be column slices of one
/// buffer; a null target is not wanted. Without "accumulate" every element of a target's slice is written.
/// </summary>
internal readonly unsafe struct AttentionGradients
{
    public required float* Output { get; init; }

    public required float* Query { get; init; }

    public required float* Key { get; init; }

    public required float* Value { get; init; }

    /// <summary>
    /// Null, or what the gradient of the bias is added to, laid out as the bias. The bias is shared by all rows: a kernel's caller gives each part
    /// a target of its own.
    /// </summary>
    public float* Bias { get; init; }

    /// <summary>
    /// Null, or what is added to the gradients of the probabilities, laid out as <see cref="AttentionArguments.Weights"/>. The output must then hold what came of
    /// these weights too, since its product with its gradient stands for Σ p · dp.
    /// </summary>
    public float* Weights { get; init; }

    /// <summary>Null, or what the gradient of <see cref="AttentionArguments.ScoreVector"/> is added to, shared as the bias is.</summary>
    public float* ScoreVector { get; init; }

    public required nint OutputStride { get; init; }

    public required nint QueryStride { get; init; }

    public required nint KeyStride { get; init; }

    public required nint ValueStride { get; init; }

    public required bool AccumulateQuery { get; init; }

    public required bool AccumulateKey { get; init; }

    public required bool AccumulateValue { get; init; }
}
