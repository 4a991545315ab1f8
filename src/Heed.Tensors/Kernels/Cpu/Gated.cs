using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>y = dropout(f(g) ⊙ u) for rows that hold g and then u, F numbers each (Shazeer, 2020).</summary>
internal static unsafe class Gated
{
    /// <summary>input (N, 2F) → output (N, F).</summary>
    public static void Forward(WorkerPool workers, Activation activation, float* input, float* output, in GatedRows rows) =>
        ActivationChoice.Run(activation, new ForwardWork(workers, input, output, rows));

    /// <summary>With m the dropout factors: dg = dy ⊙ m ⊙ u ⊙ f′(g), du = dy ⊙ m ⊙ f(g), written to or added to <paramref name="gradients"/>'s target (N, 2F).</summary>
    public static void Backward(WorkerPool workers, Activation activation, in GatedGradients gradients, in GatedRows rows) =>
        ActivationChoice.Run(activation, new BackwardWork(workers, gradients, rows));

    // A row holds both halves, 2F numbers.
    private static int RowsPerPart(in GatedRows rows) => RowBlocks.RowsPerPart(2 * rows.Columns);

    /// <summary>N, F, and the dropout of the result.</summary>
    internal readonly record struct GatedRows(int Rows, int Columns, DropoutMask Dropout);

    /// <summary>The arrays of a backward pass: g and u (N, 2F), dy (N, F), and where their gradients go (N, 2F).</summary>
    internal readonly struct GatedGradients(float* input, float* outputGradient, float* inputGradient, bool adds)
    {
        public readonly float* Input = input;
        public readonly float* OutputGradient = outputGradient;
        public readonly float* InputGradient = inputGradient;
        public readonly bool Adds = adds;
    }

    private readonly struct ForwardWork(WorkerPool workers, float* input, float* output, GatedRows rows) : IActivationWork
    {
        public void Run<TFunction>()
            where TFunction : struct, IActivationFunction => VectorJob.Run(
                workers, new ForwardJob<TFunction>(input, output, rows, RowsPerPart(rows)), RowBlocks.Parts(rows.Rows, RowsPerPart(rows)));
    }

    private readonly struct BackwardWork(WorkerPool workers, GatedGradients gradients, GatedRows rows) : IActivationWork
    {
        public void Run<TFunction>()
            where TFunction : struct, IActivationFunction => VectorJob.Run(
                workers, new BackwardJob<TFunction>(gradients, rows, RowsPerPart(rows)), RowBlocks.Parts(rows.Rows, RowsPerPart(rows)));
    }

    private readonly struct ForwardJob<TFunction>(float* input, float* output, GatedRows rows, int size) : IVectorJob
        where TFunction : IActivationFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int columns = rows.Columns;
            bool drops = !rows.Dropout.IsOff;
            var mask = new DropoutLanes<TSimd, TVector>(rows.Dropout);
            int end = Math.Min(rows.Rows, (part + 1) * size);
            for (int row = part * size; row < end; row++)
            {
                long start = (long)row * columns;
                float* gate = input + (2 * start);
                for (int column = 0; column < columns; column += TSimd.Width)
                {
                    int count = columns - column;
                    TVector value = TFunction.Value<TSimd, TVector>(Lanes.Load<TSimd, TVector>(gate + column, count));
                    value = TSimd.Multiply(value, Lanes.Load<TSimd, TVector>(gate + columns + column, count));
                    value = drops ? TSimd.Multiply(value, mask.Factors((uint)(start + column))) : value;
                    Lanes.Store<TSimd, TVector>(value, output + start + column, count);
                }
            }
        }
    }

    private readonly struct BackwardJob<TFunction>(GatedGradients gradients, GatedRows rows, int size) : IVectorJob
        where TFunction : IActivationFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            GatedGradients at = gradients;
            int columns = rows.Columns;
            bool drops = !rows.Dropout.IsOff;
            var mask = new DropoutLanes<TSimd, TVector>(rows.Dropout);
            int end = Math.Min(rows.Rows, (part + 1) * size);
            for (int row = part * size; row < end; row++)
            {
                long start = (long)row * columns;
                float* gate = at.Input + (2 * start);
                float* target = at.InputGradient + (2 * start);
                for (int column = 0; column < columns; column += TSimd.Width)
                {
                    int count = columns - column;
                    TVector gradient = Lanes.Load<TSimd, TVector>(at.OutputGradient + start + column, count);
                    gradient = drops ? TSimd.Multiply(gradient, mask.Factors((uint)(start + column))) : gradient;
                    TVector g = Lanes.Load<TSimd, TVector>(gate + column, count);
                    TVector u = Lanes.Load<TSimd, TVector>(gate + columns + column, count);
                    TVector gateGradient = TSimd.Multiply(TSimd.Multiply(gradient, u), TFunction.Slope<TSimd, TVector>(g));
                    Lanes.Write<TSimd, TVector>(gateGradient, target + column, count, at.Adds);
                    Lanes.Write<TSimd, TVector>(TSimd.Multiply(gradient, TFunction.Value<TSimd, TVector>(g)), target + columns + column, count, at.Adds);
                }
            }
        }
    }
}
