using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// y = dropout(f(x)) and its backward pass, which also sums the bias gradient of the layer in front while the numbers are at hand.
/// </summary>
internal static unsafe class Activations
{
    /// <summary>Whether <see cref="Backward"/> wants the output of the forward pass as <c>saved</c> (then it may run in place) or its input.</summary>
    public static bool UsesOutput(Activation activation) => activation == Activation.Relu;

    /// <summary>output = dropout(f(input)), both (N, F); they may be the same memory.</summary>
    public static void Forward(WorkerPool workers, Activation activation, float* input, float* output, long count, DropoutMask dropout) =>
        ActivationChoice.Run(activation, new ForwardWork(workers, new ForwardSpan(input, output, count, dropout)));

    /// <summary>
    /// inputGradient = outputGradient ⊙ dropout ⊙ f′, all (N, F), and, unless it is null, biasGradient (F) += its sum over rows.
    /// The two gradients may be the same memory.
    /// </summary>
    public static void Backward(WorkerPool workers, Activation activation, in ActivationGradients gradients, DropoutMask dropout, float* biasGradient)
    {
        if (gradients.Rows == 0 || gradients.Columns == 0)
        {
            return;
        }

        int blocks = RowBlocks.Count(gradients.Rows);
        float* partials = biasGradient is null ? null : workers.Shared((long)blocks * gradients.Columns);
        ActivationChoice.Run(activation, new BackwardWork(workers, gradients, dropout, partials, blocks));
        if (biasGradient is not null)
        {
            ColumnSum.AddPartials(workers, partials, blocks, gradients.Columns, biasGradient);
        }
    }

    /// <summary>The arrays of a backward pass, (N, F) each: what <see cref="UsesOutput"/> asks for, the gradient that comes and the one that goes.</summary>
    internal readonly struct ActivationGradients(float* saved, float* outputGradient, float* inputGradient, int rows, int columns)
    {
        public readonly float* Saved = saved;
        public readonly float* OutputGradient = outputGradient;
        public readonly float* InputGradient = inputGradient;
        public readonly int Rows = rows;
        public readonly int Columns = columns;
    }

    private readonly struct ForwardSpan(float* input, float* output, long count, DropoutMask dropout)
    {
        public readonly float* Input = input;
        public readonly float* Output = output;
        public readonly long Count = count;
        public readonly DropoutMask Dropout = dropout;
    }

    private readonly struct ForwardWork(WorkerPool workers, ForwardSpan span) : IActivationWork
    {
        public void Run<TFunction>()
            where TFunction : struct, IActivationFunction => VectorJob.Run(workers, new ForwardJob<TFunction>(span), RowBlocks.Parts(span.Count));
    }

    private readonly struct BackwardWork(WorkerPool workers, ActivationGradients gradients, DropoutMask dropout, float* partials, int blocks) : IActivationWork
    {
        public void Run<TFunction>()
            where TFunction : struct, IActivationFunction => VectorJob.Run(workers, new BackwardJob<TFunction>(gradients, dropout, partials, blocks), blocks);
    }

    private readonly struct ForwardJob<TFunction>(ForwardSpan span) : IVectorJob
        where TFunction : IActivationFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            (long first, int length) = RowBlocks.Range(span.Count, part);
            float* from = span.Input + first;
            float* to = span.Output + first;
            bool drops = !span.Dropout.IsOff;
            var mask = new DropoutLanes<TSimd, TVector>(span.Dropout);
            int index = 0;
            for (; index <= length - TSimd.Width; index += TSimd.Width)
            {
                TVector value = TFunction.Value<TSimd, TVector>(TSimd.Load(from + index));
                TSimd.Store(drops ? TSimd.Multiply(value, mask.Factors((uint)(first + index))) : value, to + index);
            }

            TVector last = TFunction.Value<TSimd, TVector>(TSimd.LoadPartial(from + index, length - index));
            TSimd.StorePartial(drops ? TSimd.Multiply(last, mask.Factors((uint)(first + index))) : last, to + index, length - index);
        }
    }

    private readonly struct BackwardJob<TFunction>(ActivationGradients gradients, DropoutMask dropout, float* partials, int blocks) : IVectorJob
        where TFunction : IActivationFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            ActivationGradients local = gradients;
            int columns = local.Columns;
            int end = RowBlocks.First(local.Rows, part + 1, blocks);
            float* sums = partials is null ? null : partials + ((long)part * columns);
            new Span<float>(sums, sums is null ? 0 : columns).Clear();
            var mask = new DropoutLanes<TSimd, TVector>(dropout);
            for (int row = RowBlocks.First(local.Rows, part, blocks); row < end; row++)
            {
                long start = (long)row * columns;
                int column = 0;
                for (; column <= columns - TSimd.Width; column += TSimd.Width)
                {
                    Step(local, start + column, sums is null ? null : sums + column, mask, TSimd.Width);
                }

                if (column < columns)
                {
                    Step(local, start + column, sums is null ? null : sums + column, mask, columns - column);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Step<TSimd, TVector>(in ActivationGradients at, long index, float* sums, in DropoutLanes<TSimd, TVector> mask, int count)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            TVector slope = TFunction.Slope<TSimd, TVector>(Lanes.Load<TSimd, TVector>(at.Saved + index, count));
            TVector gradient = TSimd.Multiply(slope, Lanes.Load<TSimd, TVector>(at.OutputGradient + index, count));
            if (!dropout.IsOff)
            {
                gradient = TSimd.Multiply(gradient, TFunction.UsesOutput ? TSimd.Create(dropout.Scale) : mask.Factors((uint)index));
            }

            Lanes.Store<TSimd, TVector>(gradient, at.InputGradient + index, count);
            if (sums is not null)
            {
                Lanes.Write<TSimd, TVector>(gradient, sums, count, accumulate: true);
            }
        }
    }
}
