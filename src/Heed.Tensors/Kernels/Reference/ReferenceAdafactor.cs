using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Optimization;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops in double for <see cref="Adafactor"/>.</summary>
internal static unsafe class ReferenceAdafactor
{
    public static void Step(in AdafactorSettings settings, in Adafactor.Arrays at)
    {
        int count = at.Rows * at.Columns;
        var squares = new double[count];
        for (int index = 0; index < count; index++)
        {
            double gradient = at.Gradients[index] * (double)settings.GradientScale;
            squares[index] = (gradient * gradient) + settings.SquareEpsilon;
        }

        double[] second = at.IsFactored ? Factored(settings, at, squares) : Whole(settings, at, squares);
        var update = new double[count];
        (double updateSum, double valueSum) = (0, 0);
        for (int index = 0; index < count; index++)
        {
            update[index] = at.Gradients[index] * (double)settings.GradientScale / Math.Sqrt(second[index]);
            updateSum += update[index] * update[index];
            valueSum += at.Values[index] * (double)at.Values[index];
        }

        double clipping = Math.Max(1, Math.Sqrt(updateSum / count) / settings.ClippingThreshold);
        double length = settings.RelativeStep * Math.Max(settings.ScaleEpsilon, Math.Sqrt(valueSum / count));
        for (int index = 0; index < count; index++)
        {
            at.Values[index] = (float)(at.Values[index] - (length * update[index] / clipping));
            at.Gradients[index] = 0;
        }
    }

    private static double[] Whole(in AdafactorSettings settings, in Adafactor.Arrays at, double[] squares)
    {
        var second = new double[squares.Length];
        for (int index = 0; index < squares.Length; index++)
        {
            second[index] = (settings.Beta2 * (double)at.Second[index]) + ((1 - settings.Beta2) * squares[index]);
            at.Second[index] = (float)second[index];
        }

        return second;
    }

    private static double[] Factored(in AdafactorSettings settings, in Adafactor.Arrays at, double[] squares)
    {
        var factors = new double[at.Rows + at.Columns];
        for (int index = 0; index < squares.Length; index++)
        {
            factors[index / at.Columns] += squares[index] / at.Columns;
            factors[at.Rows + (index % at.Columns)] += squares[index] / at.Rows;
        }

        double mean = 0;
        for (int index = 0; index < factors.Length; index++)
        {
            factors[index] = (settings.Beta2 * (double)at.Second[index]) + ((1 - settings.Beta2) * factors[index]);
            at.Second[index] = (float)factors[index];
            mean += index < at.Rows ? factors[index] / at.Rows : 0;
        }

        var second = new double[squares.Length];
        for (int index = 0; index < squares.Length; index++)
        {
            second[index] = factors[index / at.Columns] * factors[at.Rows + (index % at.Columns)] / mean;
        }

        return second;
    }
}
