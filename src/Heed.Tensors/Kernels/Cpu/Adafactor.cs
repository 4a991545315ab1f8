using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;
using Heed.Tensors.Optimization;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// Adafactor (Shazeer and Stern, 2018, algorithms 4 and 5). Of a matrix's squared gradients only the means R of the rows and C of the columns run along:
/// r, c ← β̂₂·(r, c) + (1 − β̂₂)·mean(g² + ε₁), u = g / √(r·c / mean(R)); of a vector all squares do. Then u ← u / max(1, RMS(u) / d) and
/// x ← x − ρ·max(ε₂, RMS(x))·u.
/// </summary>
/// <remarks>Parameters are the parts of the work, one thread each, so every sum has one order.</remarks>
internal static unsafe class Adafactor
{
    /// <summary>One step for each of <paramref name="arrays"/>; the gradients are zero afterwards.</summary>
    public static void Step(WorkerPool workers, in AdafactorSettings settings, Arrays[] arrays) =>
        VectorJob.Run(workers, new StepJob(settings, arrays), arrays.Length);

    /// <summary>
    /// One parameter as a matrix (R, C); a vector has one row. <paramref name="second"/> has as many floats: of a matrix the first R are the
    /// means of the rows, the next C those of the columns, and the rest is not used.
    /// </summary>
    internal readonly struct Arrays(float* values, float* gradients, float* second, int rows, int columns)
    {
        public readonly float* Values = values;
        public readonly float* Gradients = gradients;
        public readonly float* Second = second;
        public readonly int Rows = rows;
        public readonly int Columns = columns;

        /// <summary>Whether two factors are fewer numbers than the matrix.</summary>
        public bool IsFactored => Rows > 1 && Columns > 1;
    }

    private readonly struct StepJob(AdafactorSettings settings, Arrays[] arrays) : IVectorJob
    {
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            Arrays at = arrays[part];
            long count = (long)at.Rows * at.Columns;
            Scale<TSimd, TVector>(at.Gradients, settings.GradientScale, count);
            if (at.IsFactored)
            {
                Factors<TSimd, TVector>(at, settings);
                DivideByFactors<TSimd, TVector>(at);
            }
            else
            {
                DivideBySquares<TSimd, TVector>(at.Gradients, at.Second, settings, count);
            }

            double update = Math.Sqrt(SquaredSum<TSimd, TVector>(at.Gradients, count) / count);
            double weight = Math.Sqrt(SquaredSum<TSimd, TVector>(at.Values, count) / count);
            double length = settings.RelativeStep * Math.Max(settings.ScaleEpsilon, weight) / Math.Max(1, update / settings.ClippingThreshold);
            Move<TSimd, TVector>(at, (float)length, count);
        }

        /// <summary>R and C take in the squares of this step.</summary>
        private static void Factors<TSimd, TVector>(in Arrays at, in AdafactorSettings settings)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            float* columnMeans = at.Second + at.Rows;
            float rest = 1 - settings.Beta2;
            Scale<TSimd, TVector>(columnMeans, settings.Beta2, at.Columns);
            TVector weight = TSimd.Create(rest / at.Rows);
            TVector epsilon = TSimd.Create(settings.SquareEpsilon);
            for (int row = 0; row < at.Rows; row++)
            {
                float* gradients = at.Gradients + ((long)row * at.Columns);
                for (int column = 0; column < at.Columns; column += TSimd.Width)
                {
                    int count = at.Columns - column;
                    TVector gradient = Lanes.Load<TSimd, TVector>(gradients + column, count);
                    TVector square = TSimd.MultiplyAdd(gradient, gradient, epsilon);
                    TVector mean = Lanes.Load<TSimd, TVector>(columnMeans + column, count);
                    Lanes.Store<TSimd, TVector>(TSimd.MultiplyAdd(square, weight, mean), columnMeans + column, count);
                }

                float rowMean = (float)(SquaredSum<TSimd, TVector>(gradients, at.Columns) / at.Columns) + settings.SquareEpsilon;
                at.Second[row] = (settings.Beta2 * at.Second[row]) + (rest * rowMean);
            }
        }

        /// <summary>g ← g / √(r·c / mean(R)).</summary>
        private static void DivideByFactors<TSimd, TVector>(in Arrays at)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            float* columnMeans = at.Second + at.Rows;
            double mean = 0;
            for (int row = 0; row < at.Rows; row++)
            {
                mean += at.Second[row];
            }

            mean /= at.Rows;
            for (int row = 0; row < at.Rows; row++)
            {
                float* gradients = at.Gradients + ((long)row * at.Columns);
                TVector factor = TSimd.Create((float)Math.Sqrt(mean / at.Second[row]));
                for (int column = 0; column < at.Columns; column += TSimd.Width)
                {
                    int count = at.Columns - column;
                    TVector root = TSimd.Sqrt(Lanes.Load<TSimd, TVector>(columnMeans + column, count));
                    TVector gradient = TSimd.Multiply(Lanes.Load<TSimd, TVector>(gradients + column, count), factor);
                    Lanes.Store<TSimd, TVector>(TSimd.Divide(gradient, root), gradients + column, count);
                }
            }
        }

        /// <summary>v ← β̂₂v + (1 − β̂₂)(g² + ε₁), g ← g / √v.</summary>
        private static void DivideBySquares<TSimd, TVector>(float* gradients, float* second, in AdafactorSettings settings, long count)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            TVector kept = TSimd.Create(settings.Beta2);
            TVector rest = TSimd.Create(1 - settings.Beta2);
            TVector epsilon = TSimd.Create(settings.SquareEpsilon);
            for (long index = 0; index < count; index += TSimd.Width)
            {
                int left = Left<TSimd, TVector>(count, index);
                TVector gradient = Lanes.Load<TSimd, TVector>(gradients + index, left);
                TVector square = TSimd.Multiply(TSimd.MultiplyAdd(gradient, gradient, epsilon), rest);
                square = TSimd.MultiplyAdd(Lanes.Load<TSimd, TVector>(second + index, left), kept, square);
                Lanes.Store<TSimd, TVector>(square, second + index, left);
                Lanes.Store<TSimd, TVector>(TSimd.Divide(gradient, TSimd.Sqrt(square)), gradients + index, left);
            }
        }

        /// <summary>x ← x − length · u; the gradients' memory, where u is, is cleared.</summary>
        private static void Move<TSimd, TVector>(in Arrays at, float length, long count)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            TVector factor = TSimd.Create(-length);
            for (long index = 0; index < count; index += TSimd.Width)
            {
                int left = Left<TSimd, TVector>(count, index);
                TVector value = Lanes.Load<TSimd, TVector>(at.Values + index, left);
                TVector update = Lanes.Load<TSimd, TVector>(at.Gradients + index, left);
                Lanes.Store<TSimd, TVector>(TSimd.MultiplyAdd(update, factor, value), at.Values + index, left);
                Lanes.Store<TSimd, TVector>(TSimd.Zero, at.Gradients + index, left);
            }
        }

        private static void Scale<TSimd, TVector>(float* values, float factor, long count)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            TVector factors = TSimd.Create(factor);
            for (long index = 0; index < count; index += TSimd.Width)
            {
                int left = Left<TSimd, TVector>(count, index);
                Lanes.Store<TSimd, TVector>(TSimd.Multiply(Lanes.Load<TSimd, TVector>(values + index, left), factors), values + index, left);
            }
        }

        /// <summary>Σx², added up in float over a stretch and in double over all of them.</summary>
        private static double SquaredSum<TSimd, TVector>(float* values, long count)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            const int Stretch = 4096;
            double total = 0;
            for (long start = 0; start < count; start += Stretch)
            {
                int length = (int)Math.Min(Stretch, count - start);
                TVector sum = TSimd.Zero;
                for (int index = 0; index < length; index += TSimd.Width)
                {
                    TVector value = Lanes.Load<TSimd, TVector>(values + start + index, length - index);
                    sum = TSimd.MultiplyAdd(value, value, sum);
                }

                total += TSimd.Sum(sum);
            }

            return total;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Left<TSimd, TVector>(long count, long index)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged => (int)Math.Min(TSimd.Width, count - index);
    }
}
