using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu.Recurrence;

/// <summary>The time step of an LSTM in one pass over its rows, or in two where something happens to the memory cells in between.</summary>
internal static unsafe class Lstm
{
    /// <summary>Gates, memory cells and hidden states.</summary>
    public static void Forward(WorkerPool workers, in RecurrentArrays arrays, in RecurrentStep step) =>
        Run(workers, new ForwardJob(arrays, step, RowsPerPart(arrays), arrays.Product, null, Phases.Both), arrays, step);

    /// <summary>Gates and memory cells, from <paramref name="product"/> (N, 4·H) in place of the arrays' own.</summary>
    public static void Cells(WorkerPool workers, in RecurrentArrays arrays, in RecurrentStep step, float* product) =>
        Run(workers, new ForwardJob(arrays, step, RowsPerPart(arrays), product, null, Phases.Cells), arrays, step);

    /// <summary>Hidden states, from what the cells show (N, H) in the order of time.</summary>
    public static void Hidden(WorkerPool workers, in RecurrentArrays arrays, in RecurrentStep step, float* shown) =>
        Run(workers, new ForwardJob(arrays, step, RowsPerPart(arrays), null, shown, Phases.Hidden), arrays, step);

    /// <summary>The way back of <see cref="Forward"/>.</summary>
    public static void Backward(WorkerPool workers, in RecurrentArrays arrays, in RecurrentGradients gradients, in RecurrentStep step) =>
        Run(workers, new BackwardJob(arrays, gradients, step, RowsPerPart(arrays), null, Phases.Both), arrays, step);

    /// <summary>The way back of <see cref="Hidden"/>: the gradient of <paramref name="shown"/> takes its place.</summary>
    public static void HiddenBackward(WorkerPool workers, in RecurrentArrays arrays, in RecurrentGradients gradients, in RecurrentStep step, float* shown) =>
        Run(workers, new BackwardJob(arrays, gradients, step, RowsPerPart(arrays), shown, Phases.Hidden), arrays, step);

    /// <summary>The way back of <see cref="Cells"/>, from the complete gradient of the memory cells (N, H) in the order of time.</summary>
    public static void CellsBackward(WorkerPool workers, in RecurrentArrays arrays, in RecurrentGradients gradients, in RecurrentStep step, float* cell) =>
        Run(workers, new BackwardJob(arrays, gradients, step, RowsPerPart(arrays), cell, Phases.Cells), arrays, step);

    private static int RowsPerPart(in RecurrentArrays arrays) => RowBlocks.RowsPerPart(arrays.GateWidth);

    private static void Run<TJob>(WorkerPool workers, in TJob job, in RecurrentArrays arrays, in RecurrentStep step)
        where TJob : struct, IVectorJob => VectorJob.Run(workers, job, RowBlocks.Parts(step.Live, RowsPerPart(arrays)));

    [Flags]
    private enum Phases
    {
        Cells = 1,
        Hidden = 2,
        Both = 3,
    }

    private static LstmRow Row(in RecurrentArrays arrays, in RecurrentStep step, int rank)
    {
        long width = arrays.Width;
        return new LstmRow(
            arrays.Gates + ((step.First + rank) * 4 * width),
            arrays.Cell + ((step.Before + rank) * width),
            arrays.Cell + ((step.After + rank) * width),
            arrays.Width);
    }

    private readonly struct ForwardJob(RecurrentArrays arrays, RecurrentStep step, int size, float* product, float* shown, Phases phases) : IVectorJob
    {
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int end = Math.Min(step.Live, (part + 1) * size);
            for (int rank = part * size; rank < end; rank++)
            {
                LstmRow row = Row(arrays, step, rank);
                long place = step.First + rank;
                if ((phases & Phases.Cells) != 0)
                {
                    LstmRows.Cell<TSimd, TVector>(row, arrays.InputRow(step, rank), product + (place * arrays.GateWidth), arrays.Bias);
                    if (rank >= step.NextLive)
                    {
                        new Span<float>(row.CellAfter, row.Width).CopyTo(new Span<float>(arrays.FinalState(rank) + row.Width, row.Width));
                    }
                }

                if ((phases & Phases.Hidden) != 0)
                {
                    float* shows = shown is null ? row.CellAfter : shown + (place * row.Width);
                    LstmRows.Hidden<TSimd, TVector>(row, shows, arrays.OutputRow(step, rank), arrays.HiddenAfter(step, rank));
                }
            }
        }
    }

    // The cells' own gradient array takes what they show where that is themselves; otherwise `between` does, in both directions.
    private readonly struct BackwardJob(
        RecurrentArrays arrays, RecurrentGradients gradients, RecurrentStep step, int size, float* between, Phases phases) : IVectorJob
    {
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int end = Math.Min(step.Live, (part + 1) * size);
            for (int rank = part * size; rank < end; rank++)
            {
                LstmRow row = Row(arrays, step, rank);
                var rowGradients = new RecurrentRowGradients(arrays, gradients, step, rank);
                float* other = between is null ? null : between + ((long)(step.First + rank) * row.Width);
                if ((phases & Phases.Hidden) != 0)
                {
                    LstmRows.HiddenBackward<TSimd, TVector>(
                        row, other is null ? row.CellAfter : other, rowGradients, other is null ? rowGradients.Cell : other, adds: other is null);
                }

                if ((phases & Phases.Cells) != 0)
                {
                    LstmRows.CellBackward<TSimd, TVector>(row, rowGradients, other is null ? rowGradients.Cell : other);
                }
            }
        }
    }
}
