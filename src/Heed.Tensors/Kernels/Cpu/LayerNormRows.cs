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
        bool drops = !arrays.Dropout.IsOff;
        var mask = new DropoutLanes<TSimd, TVector>(arrays.Dropout);
        int columns = arrays.Columns;
        TVector total = TSimd.Zero;
        int column = 0;
        for (; column <= columns - TSimd.Width; column += TSimd.Width)
        {
            TVector factors = drops ? mask.Factors((uint)(start + column)) : TSimd.Create(1);
            TVector value = TSimd.MultiplyAdd(TSimd.Load(branch + column), factors, TSimd.Load(input + column));
            total = TSimd.Add(total, value);
            TSimd.Store(value, sum + column);
        }

        if (column < columns)
        {
            int rest = columns - column;
            TVector factors = drops ? mask.Factors((uint)(start + column)) : TSimd.Create(1);
            TVector value = TSimd.MultiplyAdd(TSimd.LoadPartial(branch + column, rest), factors, TSimd.LoadPartial(input + column, rest));
            total = TSimd.Add(total, value);
            TSimd.StorePartial(value, sum + column, rest);
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
        int column = 0;
        for (; column <= columns - TSimd.Width; column += TSimd.Width)
        {
            TVector normal = TSimd.Multiply(TSimd.Subtract(TSimd.Load(sum + column), center), scale);
            TVector offset = shift is null ? TSimd.Zero : TSimd.Load(shift + column);
            TSimd.Store(TSimd.MultiplyAdd(normal, TSimd.Load(gain + column), offset), output + column);
        }

        int rest = columns - column;
        TVector last = TSimd.Multiply(TSimd.Subtract(TSimd.LoadPartial(sum + column, rest), center), scale);
        last = TSimd.MultiplyAdd(last, TSimd.LoadPartial(gain + column, rest), shift is null ? TSimd.Zero : TSimd.LoadPartial(shift + column, rest));
        TSimd.StorePartial(last, output + column, rest);
    }
}
