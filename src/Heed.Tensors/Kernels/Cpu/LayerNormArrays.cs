namespace Heed.Tensors.Kernels.Cpu;

/// <summary>The arrays of <see cref="LayerNorm.Forward"/>.</summary>
internal readonly unsafe struct LayerNormForward
{
    /// <summary>x (N, D).</summary>
    public float* Input { get; init; }

    /// <summary>b (N, D), or null if there is no residual sum; then <see cref="Sum"/> is the input itself.</summary>
    public float* Branch { get; init; }

    /// <summary>s (N, D).</summary>
    public float* Sum { get; init; }

    /// <summary>y (N, D).</summary>
    public float* Output { get; init; }

    /// <summary>γ (D).</summary>
    public float* Gain { get; init; }

    /// <summary>β (D), or null for none.</summary>
    public float* Shift { get; init; }

    /// <summary>Whether μ is the row's mean; otherwise it is 0, as in RMSNorm.</summary>
    public required bool Centers { get; init; }

    /// <summary>μ of each row (N), or null if nobody wants it.</summary>
    public float* Mean { get; init; }

    /// <summary>1 / √(σ² + ε) of each row (N), or null together with <see cref="Mean"/>.</summary>
    public float* Reciprocal { get; init; }

    public int Rows { get; init; }

    public int Columns { get; init; }

    public float Epsilon { get; init; }

    /// <summary>The dropout of the branch.</summary>
    public DropoutMask Dropout { get; init; }
}

/// <summary>The arrays of <see cref="LayerNorm.Backward"/>. Gradients that go may share memory with those that come.</summary>
internal readonly unsafe struct LayerNormBackward
{
    /// <summary>s (N, D).</summary>
    public float* Sum { get; init; }

    /// <summary>μ (N).</summary>
    public float* Mean { get; init; }

    /// <summary>As in the forward pass.</summary>
    public required bool Centers { get; init; }

    /// <summary>1 / √(σ² + ε) (N).</summary>
    public float* Reciprocal { get; init; }

    /// <summary>γ (D).</summary>
    public float* Gain { get; init; }

    /// <summary>dy (N, D).</summary>
    public float* OutputGradient { get; init; }

    /// <summary>The gradient that reaches s other than through y (N, D), or null.</summary>
    public float* SumGradient { get; init; }

    /// <summary>dx (N, D), or null if nobody wants it.</summary>
    public float* InputGradient { get; init; }

    /// <summary>Whether dx is added to what is there.</summary>
    public bool AddsToInput { get; init; }

    /// <summary>db (N, D), or null if nobody wants it.</summary>
    public float* BranchGradient { get; init; }

    /// <summary>Whether db is added to what is there.</summary>
    public bool AddsToBranch { get; init; }

    public int Rows { get; init; }

    public int Columns { get; init; }

    /// <summary>The dropout of the branch.</summary>
    public DropoutMask Dropout { get; init; }
}
