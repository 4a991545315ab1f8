using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// The two passes of <see cref="LayerNorm.Backward"/> over one row: g = γ ⊙ dy and n = (s − μ) · r are computed in both, which is cheaper than
/// keeping them.
/// </summary>
internal readonly unsafe struct LayerNormGradients<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    private readonly LayerNormBackward arrays;
    private readonly DropoutLanes<TSimd, TVector> mask;
    private readonly bool drops;

    public LayerNormGradients(in LayerNormBackward arrays)
    {
        this.arrays = arrays;
        mask = new DropoutLanes<TSimd, TVector>(arrays.Dropout);
        drops = !arrays.Dropout.IsOff;
    }

    /// <summary>Adds dy ⊙ n and, unless it is null, dy to the block's sums, then writes the row's gradients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Row(int row, float* gainSums, float* shiftSums)
    {
        // Local copies: stores through pointers cannot change them, so they stay in registers.
        LayerNormBackward at = arrays;
        DropoutLanes<TSimd, TVector> dropout = mask;
        int columns = at.Columns;
        long start = (long)row * columns;
        TVector center = TSimd.Create(at.Mean[row]);
        TVector scale = TSimd.Create(at.Reciprocal[row]);
        TVector means = TSimd.Zero;
        TVector slopes = TSimd.Zero;
        int column = 0;
        for (; column <= columns - TSimd.Width; column += TSimd.Width)
        {
            Sum(at, start, column, center, scale, gainSums, shiftSums, TSimd.Width, ref means, ref slopes);
        }

        if (column < columns)
        {
            Sum(at, start, column, center, scale, gainSums, shiftSums, columns - column, ref means, ref slopes);
        }

        means = TSimd.Create(at.Centers ? TSimd.Sum(means) / columns : 0);
        slopes = TSimd.Create(TSimd.Sum(slopes) / columns);
        for (column = 0; column <= columns - TSimd.Width; column += TSimd.Width)
        {
            Write(at, dropout, start, column, center, scale, means, slopes, TSimd.Width);
        }

        if (column < columns)
        {
            Write(at, dropout, start, column, center, scale, means, slopes, columns - column);
        }
    }

    // Σ g and Σ g ⊙ n; lanes past the end are zeros, which add nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum(
        in LayerNormBackward at, long start, int column, TVector center, TVector scale, float* gainSums, float* shiftSums, int count, ref TVector means, ref TVector slopes)
    {
        TVector normal = TSimd.Multiply(TSimd.Subtract(Lanes.Load<TSimd, TVector>(at.Sum + start + column, count), center), scale);
        TVector gradient = Lanes.Load<TSimd, TVector>(at.OutputGradient + start + column, count);
        TVector scaled = TSimd.Multiply(gradient, Lanes.Load<TSimd, TVector>(at.Gain + column, count));
        means = TSimd.Add(means, scaled);
        slopes = TSimd.MultiplyAdd(scaled, normal, slopes);
        TVector gains = TSimd.MultiplyAdd(gradient, normal, Lanes.Load<TSimd, TVector>(gainSums + column, count));
        Lanes.Store<TSimd, TVector>(gains, gainSums + column, count);
        if (shiftSums is not null)
        {
            Lanes.Write<TSimd, TVector>(gradient, shiftSums + column, count, accumulate: true);
        }
    }

    // ds = r (g − mean − n · slope) + the gradient from above; dx and db from it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write(
        in LayerNormBackward at, in DropoutLanes<TSimd, TVector> dropout, long start, int column, TVector center, TVector scale, TVector means, TVector slopes, int count)
    {
        long index = start + column;
        TVector normal = TSimd.Multiply(TSimd.Subtract(Lanes.Load<TSimd, TVector>(at.Sum + index, count), center), scale);
        TVector gradient = Lanes.Load<TSimd, TVector>(at.OutputGradient + index, count);
        gradient = TSimd.Subtract(TSimd.Multiply(gradient, Lanes.Load<TSimd, TVector>(at.Gain + column, count)), means);
        gradient = TSimd.Multiply(TSimd.Subtract(gradient, TSimd.Multiply(normal, slopes)), scale);
        if (at.SumGradient is not null)
        {
            gradient = TSimd.Add(gradient, Lanes.Load<TSimd, TVector>(at.SumGradient + index, count));
        }

        if (at.InputGradient is not null)
        {
            Lanes.Write<TSimd, TVector>(gradient, at.InputGradient + index, count, at.AddsToInput);
        }

        if (at.BranchGradient is not null)
        {
            gradient = drops ? TSimd.Multiply(gradient, dropout.Factors((uint)index)) : gradient;
            Lanes.Write<TSimd, TVector>(gradient, at.BranchGradient + index, count, at.AddsToBranch);
        }
    }
}
