using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;
using Heed.Tensors.Optimization;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// Adam (Kingma and Ba, 2015) and AdamW (Loshchilov and Hutter, 2019) in one pass over values, gradients and both moments:
/// m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², p ← p − η·m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ).
/// </summary>
internal static unsafe class Adam
{
    /// <summary>One step for <paramref name="count"/> numbers. With <paramref name="clears"/> the gradients are zero afterwards, which saves a pass.</summary>
    public static void Step(WorkerPool workers, in AdamSettings settings, AdamArrays arrays, long count, bool clears) =>
        VectorJob.Run(workers, new StepJob(new Constants(settings), arrays, count, clears), RowBlocks.Parts(count));

    /// <summary>The four arrays, of the same length.</summary>
    internal readonly struct AdamArrays(float* values, float* gradients, float* first, float* second)
    {
        public readonly float* Values = values;
        public readonly float* Gradients = gradients;
        public readonly float* First = first;
        public readonly float* Second = second;

        public AdamArrays At(long index) => new(Values + index, Gradients + index, First + index, Second + index);
    }

    private readonly struct Constants
    {
        public readonly float Scale;
        public readonly float Beta1;
        public readonly float Beta2;
        public readonly float Rest1;
        public readonly float Rest2;
        public readonly float Rate;
        public readonly float Correction2;
        public readonly float Epsilon;
        public readonly float AddedDecay;
        public readonly float Kept;

        public Constants(in AdamSettings settings)
        {
            Scale = settings.GradientScale;
            (Beta1, Beta2) = (settings.Beta1, settings.Beta2);
            (Rest1, Rest2) = (1 - settings.Beta1, 1 - settings.Beta2);

            // In double: 1 − β₂ᵗ has lost its digits in float while t is small.
            Rate = (float)(settings.LearningRate / (1 - Math.Pow(settings.Beta1, settings.Step)));
            Correction2 = (float)(1 / Math.Sqrt(1 - Math.Pow(settings.Beta2, settings.Step)));
            Epsilon = settings.Epsilon;
            AddedDecay = settings.IsDecoupled ? 0 : settings.WeightDecay;
            Kept = settings.IsDecoupled ? 1 - (settings.LearningRate * settings.WeightDecay) : 1;
        }
    }

    private readonly struct StepJob(Constants constants, AdamArrays arrays, long count, bool clears) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            (long first, int length) = RowBlocks.Range(count, part);
            AdamArrays slice = arrays.At(first);
            Constants local = constants;
            int index = 0;
            for (; index <= length - TSimd.Width; index += TSimd.Width)
            {
                Update<TSimd, TVector>(local, slice.At(index), TSimd.Width);
            }

            if (index < length)
            {
                Update<TSimd, TVector>(local, slice.At(index), length - index);
            }

            if (clears)
            {
                new Span<float>(slice.Gradients, length).Clear();
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Update<TSimd, TVector>(in Constants c, in AdamArrays at, int count)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            TVector value = Lanes.Load<TSimd, TVector>(at.Values, count);
            TVector gradient = TSimd.Multiply(Lanes.Load<TSimd, TVector>(at.Gradients, count), TSimd.Create(c.Scale));
            gradient = TSimd.MultiplyAdd(value, TSimd.Create(c.AddedDecay), gradient);
            TVector first = TSimd.Multiply(Lanes.Load<TSimd, TVector>(at.First, count), TSimd.Create(c.Beta1));
            first = TSimd.MultiplyAdd(gradient, TSimd.Create(c.Rest1), first);
            TVector second = TSimd.Multiply(Lanes.Load<TSimd, TVector>(at.Second, count), TSimd.Create(c.Beta2));
            second = TSimd.MultiplyAdd(TSimd.Multiply(gradient, TSimd.Create(c.Rest2)), gradient, second);
            TVector deviation = TSimd.MultiplyAdd(TSimd.Sqrt(second), TSimd.Create(c.Correction2), TSimd.Create(c.Epsilon));
            TVector change = TSimd.Divide(TSimd.Multiply(first, TSimd.Create(c.Rate)), deviation);
            value = TSimd.Subtract(TSimd.Multiply(value, TSimd.Create(c.Kept)), change);
            Lanes.Store<TSimd, TVector>(first, at.First, count);
            Lanes.Store<TSimd, TVector>(second, at.Second, count);
            Lanes.Store<TSimd, TVector>(value, at.Values, count);
        }
    }
}
