using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu.Recurrence;

/// <summary>
/// Gates r, z and the candidate n; state h. In the product's place stay r, z and the candidate's part of the product, and where an LSTM has its
/// memory cells stands n.
/// </summary>
internal readonly unsafe struct GruCell : IRecurrentCell
{
    public static int Gates => 3;

    public static int States => 1;

    public static bool CarriesHidden => true;

    public void Prepare(Workspace workspace, ref RecurrentArrays arrays, int rows)
    {
    }

    /// <summary>r, z = σ(input + product + bias), n = tanh(input + r ⊙ (product + bias)), h = n + z ⊙ (h₋₁ − n).</summary>
    public void Forward(WorkerPool workers, in RecurrentArrays arrays, in RecurrentStep step)
    {
        int size = RowBlocks.RowsPerPart(arrays.GateWidth);
        VectorJob.Run(workers, new ForwardJob(arrays, step, size), RowBlocks.Parts(step.Live, size));
    }

    /// <summary>With dh = what comes from above + from later: the gradients of input and product, and dh ⊙ z to the state before.</summary>
    public void Backward(WorkerPool workers, in RecurrentArrays arrays, in RecurrentGradients gradients, in RecurrentStep step)
    {
        int size = RowBlocks.RowsPerPart(arrays.GateWidth);
        VectorJob.Run(workers, new BackwardJob(arrays, gradients, step, size), RowBlocks.Parts(step.Live, size));
    }

    private readonly struct ForwardJob(RecurrentArrays arrays, RecurrentStep step, int size) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            (RecurrentArrays at, RecurrentStep now) = (arrays, step);
            int width = at.Width;
            int end = Math.Min(now.Live, (part + 1) * size);
            for (int rank = part * size; rank < end; rank++)
            {
                float* input = at.InputRow(now, rank);
                float* gates = at.Gates + ((long)(now.First + rank) * at.GateWidth);
                float* before = at.Hidden + ((long)(now.First + rank) * width);
                float* candidate = at.Cell + ((long)(now.After + rank) * width);
                float* output = at.OutputRow(now, rank);
                float* after = at.HiddenAfter(now, rank);
                for (int column = 0; column < width; column += TSimd.Width)
                {
                    int count = width - column;
                    TVector r = Lanes.Load<TSimd, TVector>(input + column, count);
                    r = VectorMath.Sigmoid<TSimd, TVector>(TSimd.Add(r, Recurrent<TSimd, TVector>(gates, at.Bias, column, count)));
                    TVector z = Lanes.Load<TSimd, TVector>(input + column + width, count);
                    z = VectorMath.Sigmoid<TSimd, TVector>(TSimd.Add(z, Recurrent<TSimd, TVector>(gates, at.Bias, column + width, count)));
                    TVector past = Recurrent<TSimd, TVector>(gates, at.Bias, column + (2 * width), count);
                    TVector n = TSimd.MultiplyAdd(r, past, Lanes.Load<TSimd, TVector>(input + column + (2 * width), count));
                    n = VectorMath.Tanh<TSimd, TVector>(n);
                    TVector hidden = TSimd.MultiplyAdd(z, TSimd.Subtract(Lanes.Load<TSimd, TVector>(before + column, count), n), n);
                    Lanes.Store<TSimd, TVector>(r, gates + column, count);
                    Lanes.Store<TSimd, TVector>(z, gates + column + width, count);
                    Lanes.Store<TSimd, TVector>(past, gates + column + (2 * width), count);
                    Lanes.Store<TSimd, TVector>(n, candidate + column, count);
                    Lanes.Store<TSimd, TVector>(hidden, output + column, count);
                    Lanes.Store<TSimd, TVector>(hidden, after + column, count);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TVector Recurrent<TSimd, TVector>(float* product, float* bias, int column, int count)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            TVector value = Lanes.Load<TSimd, TVector>(product + column, count);
            return bias is null ? value : TSimd.Add(value, Lanes.Load<TSimd, TVector>(bias + column, count));
        }
    }

    private readonly struct BackwardJob(RecurrentArrays arrays, RecurrentGradients gradients, RecurrentStep step, int size) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            (RecurrentArrays at, RecurrentStep now) = (arrays, step);
            int width = at.Width;
            TVector one = TSimd.Create(1);
            int end = Math.Min(now.Live, (part + 1) * size);
            for (int rank = part * size; rank < end; rank++)
            {
                var row = new RecurrentRowGradients(at, gradients, now, rank);
                float* gates = at.Gates + ((long)(now.First + rank) * at.GateWidth);
                float* before = at.Hidden + ((long)(now.First + rank) * width);
                float* candidate = at.Cell + ((long)(now.After + rank) * width);
                for (int column = 0; column < width; column += TSimd.Width)
                {
                    int count = width - column;
                    TVector hidden = Lanes.Load<TSimd, TVector>(row.Hidden + column, count);
                    hidden = row.Output is null ? hidden : TSimd.Add(hidden, Lanes.Load<TSimd, TVector>(row.Output + column, count));
                    TVector r = Lanes.Load<TSimd, TVector>(gates + column, count);
                    TVector z = Lanes.Load<TSimd, TVector>(gates + column + width, count);
                    TVector past = Lanes.Load<TSimd, TVector>(gates + column + (2 * width), count);
                    TVector n = Lanes.Load<TSimd, TVector>(candidate + column, count);
                    TVector kept = TSimd.Multiply(hidden, z);
                    TVector change = TSimd.Subtract(Lanes.Load<TSimd, TVector>(before + column, count), n);
                    TVector candidateGradient = TSimd.Multiply(TSimd.Subtract(hidden, kept), TSimd.Subtract(one, TSimd.Multiply(n, n)));
                    TVector resetGradient = TSimd.Multiply(TSimd.Multiply(TSimd.Multiply(candidateGradient, past), r), TSimd.Subtract(one, r));
                    TVector updateGradient = TSimd.Multiply(TSimd.Multiply(kept, change), TSimd.Subtract(one, z));
                    Lanes.Store<TSimd, TVector>(resetGradient, row.Gates + column, count);
                    Lanes.Store<TSimd, TVector>(updateGradient, row.Gates + column + width, count);
                    Lanes.Store<TSimd, TVector>(TSimd.Multiply(candidateGradient, r), row.Gates + column + (2 * width), count);
                    Lanes.Store<TSimd, TVector>(kept, row.Hidden + column, count);
                    if (row.Input is not null)
                    {
                        Lanes.Write<TSimd, TVector>(resetGradient, row.Input + column, count, row.AddsToInput);
                        Lanes.Write<TSimd, TVector>(updateGradient, row.Input + column + width, count, row.AddsToInput);
                        Lanes.Write<TSimd, TVector>(candidateGradient, row.Input + column + (2 * width), count, row.AddsToInput);
                    }
                }
            }
        }
    }
}
