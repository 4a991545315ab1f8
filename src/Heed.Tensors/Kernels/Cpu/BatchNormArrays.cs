using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>What <see cref="BatchNorm"/> reads: x (N, C), and γ, β, μ and r (C) each.</summary>
internal readonly unsafe struct BatchNormArrays
{
    public required float* Input { get; init; }

    public float* Gain { get; init; }

    public float* Shift { get; init; }

    public float* Mean { get; init; }

    public float* Reciprocal { get; init; }

    /// <summary>Null, or (N): 0 for rows that do not count in the statistics.</summary>
    public int* Real { get; init; }

    public required int Rows { get; init; }

    public required int Columns { get; init; }

    public bool Counts(int row) => Real == null || Real[row] != 0;

    /// <summary>n = (x − μ) r of a vector of columns of the row that begins at <paramref name="start"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Normal<TSimd, TVector>(long start, int column)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int count = Columns - column;
        TVector centered = TSimd.Subtract(Lanes.Load<TSimd, TVector>(Input + start + column, count), Lanes.Load<TSimd, TVector>(Mean + column, count));
        return TSimd.Multiply(centered, Lanes.Load<TSimd, TVector>(Reciprocal + column, count));
    }
}

/// <summary>dy (N, C) and where the gradients of x (N, C), γ and β (C) go; that of x may be null, and is added to what is there if so said.</summary>
internal readonly unsafe struct BatchNormGradients
{
    public required float* Output { get; init; }

    public required float* Input { get; init; }

    public required bool Accumulate { get; init; }

    public required float* Gain { get; init; }

    public required float* Shift { get; init; }
}
