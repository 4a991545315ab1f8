using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu.Recurrence;

/// <summary>
/// One row of an LSTM's time step. Gates lie side by side as i, f, g, o. The last vector of a row may be partial: lanes behind the end are
/// zeros and are not stored.
/// </summary>
internal static unsafe class LstmRows
{
    /// <summary>i, f, o = σ(sum), g = tanh(sum) with sum = input + product + bias; c = f ⊙ c₋₁ + i ⊙ g.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Cell<TSimd, TVector>(in LstmRow row, float* input, float* product, float* bias)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int width = row.Width;
        for (int column = 0; column < width; column += TSimd.Width)
        {
            int count = width - column;
            TVector i = VectorMath.Sigmoid<TSimd, TVector>(Sum<TSimd, TVector>(input, product, bias, column, count));
            TVector f = VectorMath.Sigmoid<TSimd, TVector>(Sum<TSimd, TVector>(input, product, bias, column + width, count));
            TVector g = VectorMath.Tanh<TSimd, TVector>(Sum<TSimd, TVector>(input, product, bias, column + (2 * width), count));
            TVector o = VectorMath.Sigmoid<TSimd, TVector>(Sum<TSimd, TVector>(input, product, bias, column + (3 * width), count));
            TVector before = Lanes.Load<TSimd, TVector>(row.CellBefore + column, count);
            TVector cell = TSimd.MultiplyAdd(f, before, TSimd.Multiply(i, g));
            Lanes.Store<TSimd, TVector>(i, row.Gates + column, count);
            Lanes.Store<TSimd, TVector>(f, row.Gates + column + width, count);
            Lanes.Store<TSimd, TVector>(g, row.Gates + column + (2 * width), count);
            Lanes.Store<TSimd, TVector>(o, row.Gates + column + (3 * width), count);
            Lanes.Store<TSimd, TVector>(cell, row.CellAfter + column, count);
        }
    }

    /// <summary>h = o ⊙ tanh(shown), with what the cell shows: c, or its normalisation. Written twice: for the layer above and for the next step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Hidden<TSimd, TVector>(in LstmRow row, float* shown, float* output, float* after)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        for (int column = 0; column < row.Width; column += TSimd.Width)
        {
            int count = row.Width - column;
            TVector o = Lanes.Load<TSimd, TVector>(row.Gates + (3 * row.Width) + column, count);
            TVector hidden = TSimd.Multiply(o, VectorMath.Tanh<TSimd, TVector>(Lanes.Load<TSimd, TVector>(shown + column, count)));
            Lanes.Store<TSimd, TVector>(hidden, output + column, count);
            Lanes.Store<TSimd, TVector>(hidden, after + column, count);
        }
    }

    /// <summary>
    /// With dh = what comes from above + from later: the gradient of o's sum, and that of what the cell shows,
    /// dh ⊙ o ⊙ (1 − tanh²), written or added to <paramref name="shownGradient"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void HiddenBackward<TSimd, TVector>(
        in LstmRow row, float* shown, in RecurrentRowGradients gradients, float* shownGradient, bool adds)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector one = TSimd.Create(1);
        for (int column = 0; column < row.Width; column += TSimd.Width)
        {
            int count = row.Width - column;
            TVector hidden = Lanes.Load<TSimd, TVector>(gradients.Hidden + column, count);
            hidden = gradients.Output is null ? hidden : TSimd.Add(hidden, Lanes.Load<TSimd, TVector>(gradients.Output + column, count));
            TVector o = Lanes.Load<TSimd, TVector>(row.Gates + (3 * row.Width) + column, count);
            TVector tanh = VectorMath.Tanh<TSimd, TVector>(Lanes.Load<TSimd, TVector>(shown + column, count));
            TVector through = TSimd.Multiply(hidden, o);
            TVector slope = TSimd.Subtract(one, TSimd.Multiply(tanh, tanh));
            Lanes.Write<TSimd, TVector>(TSimd.Multiply(through, slope), shownGradient + column, count, adds);
            TVector gate = TSimd.Multiply(TSimd.Multiply(through, tanh), TSimd.Subtract(one, o));
            Store<TSimd, TVector>(gate, gradients, (3 * row.Width) + column, count);
        }
    }

    /// <summary>With dc complete in <paramref name="cell"/>: the gradients of the sums of i, f and g, and dc₋₁ = dc ⊙ f to <c>gradients.Cell</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CellBackward<TSimd, TVector>(in LstmRow row, in RecurrentRowGradients gradients, float* cell)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector one = TSimd.Create(1);
        int width = row.Width;
        for (int column = 0; column < width; column += TSimd.Width)
        {
            int count = width - column;
            TVector upper = Lanes.Load<TSimd, TVector>(cell + column, count);
            TVector i = Lanes.Load<TSimd, TVector>(row.Gates + column, count);
            TVector f = Lanes.Load<TSimd, TVector>(row.Gates + column + width, count);
            TVector g = Lanes.Load<TSimd, TVector>(row.Gates + column + (2 * width), count);
            TVector before = Lanes.Load<TSimd, TVector>(row.CellBefore + column, count);
            TVector throughInput = TSimd.Multiply(upper, i);
            TVector throughForget = TSimd.Multiply(upper, f);
            Store<TSimd, TVector>(TSimd.Multiply(TSimd.Multiply(throughInput, g), TSimd.Subtract(one, i)), gradients, column, count);
            Store<TSimd, TVector>(TSimd.Multiply(TSimd.Multiply(throughForget, before), TSimd.Subtract(one, f)), gradients, column + width, count);
            Store<TSimd, TVector>(TSimd.Multiply(throughInput, TSimd.Subtract(one, TSimd.Multiply(g, g))), gradients, column + (2 * width), count);
            Lanes.Store<TSimd, TVector>(throughForget, gradients.Cell + column, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sum<TSimd, TVector>(float* input, float* product, float* bias, int column, int count)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector sum = TSimd.Add(Lanes.Load<TSimd, TVector>(input + column, count), Lanes.Load<TSimd, TVector>(product + column, count));
        return bias is null ? sum : TSimd.Add(sum, Lanes.Load<TSimd, TVector>(bias + column, count));
    }

    // A gate's sum is input + product, so both have its gradient.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TSimd, TVector>(TVector gradient, in RecurrentRowGradients gradients, int column, int count)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        Lanes.Store<TSimd, TVector>(gradient, gradients.Gates + column, count);
        if (gradients.Input is not null)
        {
            Lanes.Write<TSimd, TVector>(gradient, gradients.Input + column, count, gradients.AddsToInput);
        }
    }
}

/// <summary>What a row keeps between the passes: its gates (4·H), and the memory cells (H) before and after it.</summary>
internal readonly unsafe struct LstmRow(float* gates, float* cellBefore, float* cellAfter, int width)
{
    public readonly float* Gates = gates;
    public readonly float* CellBefore = cellBefore;
    public readonly float* CellAfter = cellAfter;
    public readonly int Width = width;
}
