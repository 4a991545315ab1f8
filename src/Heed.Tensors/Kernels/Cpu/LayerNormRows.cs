using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>The passes of <see cref="LayerNorm"/> over one row. Partial vectors are filled with zeros, which add nothing to a sum.</summary>
internal static unsafe class LayerNormRows
{
    /// <summary>Σ s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Sum<TSimd, TVector>(float* row, int columns)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector even = TSimd.Zero;
        TVector odd = TSimd.Zero;
        int column = 0;
        for (; column <= columns - (2 * TSimd.Width); column += 2 * TSimd.Width)
        {
            even = TSimd.Add(even, TSimd.Load(row + column));
            odd = TSimd.Add(odd, TSimd.Load(row + column + TSimd.Width));
        }

        for (; column < columns; column += TSimd.Width)
        {
            even = TSimd.Add(even, Lanes.Load<TSimd, TVector>(row + column, columns - column));
        }

        return TSimd.Sum(TSimd.Add(even, odd));
    }

    /// <summary>s = x + dropout(b); returns Σ s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float AddBranch<TSimd, TVector>(in LayerNormForward arrays, long start, float* sum)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        float* input = arrays.Input + start;
        float* branch = arrays.Branch + start;
        DropoutMask dropout = arrays.Dropout;
        int columns = arrays.Columns;
        TVector total = TSimd.Zero;
        if (dropout.IsOff)
        {
            for (int column = 0; column < columns; column += TSimd.Width)
            {
                int count = columns - column;
                TVector value = TSimd.Add(Lanes.Load<TSimd, TVector>(input + column, count), Lanes.Load<TSimd, TVector>(branch + column, count));
                total = TSimd.Add(total, value);
                Lanes.Store<TSimd, TVector>(value, sum + column, count);
            }

            return TSimd.Sum(total);
        }

        for (int column = 0; column < columns; column += TSimd.Width)
        {
            int count = columns - column;
            TVector factors = TSimd.DropoutFactors(dropout.Key, (uint)(start + column), dropout.Threshold, dropout.Scale);
            TVector value = Lanes.Load<TSimd, TVector>(branch + column, count);
            value = TSimd.MultiplyAdd(value, factors, Lanes.Load<TSimd, TVector>(input + column, count));
            total = TSimd.Add(total, value);
            Lanes.Store<TSimd, TVector>(value, sum + column, count);
        }

        return TSimd.Sum(total);
    }

    /// <summary>Σ (s − μ)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float SquaredDeviations<TSimd, TVector>(float* row, float mean, int columns)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector center = TSimd.Create(mean);
        TVector even = TSimd.Zero;
        TVector odd = TSimd.Zero;
        int column = 0;
        for (; column <= columns - (2 * TSimd.Width); column += 2 * TSimd.Width)
        {
            TVector left = TSimd.Subtract(TSimd.Load(row + column), center);
            TVector right = TSimd.Subtract(TSimd.Load(row + column + TSimd.Width), center);
            even = TSimd.MultiplyAdd(left, left, even);
            odd = TSimd.MultiplyAdd(right, right, odd);
        }

        for (; column <= columns - TSimd.Width; column += TSimd.Width)
        {
            TVector left = TSimd.Subtract(TSimd.Load(row + column), center);
            even = TSimd.MultiplyAdd(left, left, even);
        }

        // Here a zero would count: the last few go one by one.
        float result = TSimd.Sum(TSimd.Add(even, odd));
        for (; column < columns; column++)
        {
            float deviation = row[column] - mean;
            result = MathF.FusedMultiplyAdd(deviation, deviation, result);
        }

        return result;
    }

    /// <summary>y = γ ⊙ (s − μ) · r + β.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize<TSimd, TVector>(in LayerNormForward arrays, float* sum, float mean, float reciprocal, float* output)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        float* gain = arrays.Gain;
        float* shift = arrays.Shift;
        int columns = arrays.Columns;
        TVector center = TSimd.Create(mean);
        TVector scale = TSimd.Create(reciprocal);
        for (int column = 0; column < columns; column += TSimd.Width)
        {
            int count = columns - column;
            TVector normal = TSimd.Multiply(TSimd.Subtract(Lanes.Load<TSimd, TVector>(sum + column, count), center), scale);
            TVector shifts = Lanes.Load<TSimd, TVector>(shift + column, count);
            Lanes.Store<TSimd, TVector>(TSimd.MultiplyAdd(normal, Lanes.Load<TSimd, TVector>(gain + column, count), shifts), output + column, count);
        }
    }

    /// <summary>Σ g and Σ g ⊙ n of the row; dy ⊙ n and dy are added to the block's sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumGradients<TSimd, TVector>(in LayerNormBackward arrays, int row, float* gainSums, float* shiftSums, out float mean, out float slope)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int columns = arrays.Columns;
        float* sum = arrays.Sum + ((long)row * columns);
        float* upper = arrays.OutputGradient + ((long)row * columns);
        float* gain = arrays.Gain;
        TVector center = TSimd.Create(arrays.Mean[row]);
        TVector scale = TSimd.Create(arrays.Reciprocal[row]);
        TVector means = TSimd.Zero;
        TVector slopes = TSimd.Zero;
        for (int column = 0; column < columns; column += TSimd.Width)
        {
            int count = columns - column;
            TVector normal = TSimd.Multiply(TSimd.Subtract(Lanes.Load<TSimd, TVector>(sum + column, count), center), scale);
            TVector gradient = Lanes.Load<TSimd, TVector>(upper + column, count);
            TVector scaled = TSimd.Multiply(gradient, Lanes.Load<TSimd, TVector>(gain + column, count));
            means = TSimd.Add(means, scaled);
            slopes = TSimd.MultiplyAdd(scaled, normal, slopes);
            TVector gains = TSimd.MultiplyAdd(gradient, normal, Lanes.Load<TSimd, TVector>(gainSums + column, count));
            Lanes.Store<TSimd, TVector>(gains, gainSums + column, count);
            TVector shifts = TSimd.Add(gradient, Lanes.Load<TSimd, TVector>(shiftSums + column, count));
            Lanes.Store<TSimd, TVector>(shifts, shiftSums + column, count);
        }

        mean = TSimd.Sum(means);
        slope = TSimd.Sum(slopes);
    }

    /// <summary>ds = r (g − mean − n · slope) + the gradient from above; dx and db from it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WriteGradients<TSimd, TVector>(in LayerNormBackward arrays, int row, float mean, float slope)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        LayerNormBackward local = arrays;
        int columns = local.Columns;
        long start = (long)row * columns;
        TVector center = TSimd.Create(local.Mean[row]);
        TVector scale = TSimd.Create(local.Reciprocal[row]);
        TVector means = TSimd.Create(mean);
        TVector slopes = TSimd.Create(slope);
        for (int column = 0; column < columns; column += TSimd.Width)
        {
            int count = columns - column;
            long index = start + column;
            TVector normal = TSimd.Multiply(TSimd.Subtract(Lanes.Load<TSimd, TVector>(local.Sum + index, count), center), scale);
            TVector gradient = Lanes.Load<TSimd, TVector>(local.OutputGradient + index, count);
            gradient = TSimd.Subtract(TSimd.Multiply(gradient, Lanes.Load<TSimd, TVector>(local.Gain + column, count)), means);
            gradient = TSimd.Multiply(TSimd.Subtract(gradient, TSimd.Multiply(normal, slopes)), scale);
            if (local.SumGradient is not null)
            {
                gradient = TSimd.Add(gradient, Lanes.Load<TSimd, TVector>(local.SumGradient + index, count));
            }

            if (local.InputGradient is not null)
            {
                Lanes.Write<TSimd, TVector>(gradient, local.InputGradient + index, count, local.AddsToInput);
            }

            if (local.BranchGradient is not null)
            {
                DropoutMask dropout = local.Dropout;
                if (!dropout.IsOff)
                {
                    gradient = TSimd.Multiply(gradient, TSimd.DropoutFactors(dropout.Key, (uint)index, dropout.Threshold, dropout.Scale));
                }

                Lanes.Write<TSimd, TVector>(gradient, local.BranchGradient + index, count, local.AddsToBranch);
            }
        }
    }
}
