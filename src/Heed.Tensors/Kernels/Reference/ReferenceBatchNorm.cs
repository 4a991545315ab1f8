using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops in double for <see cref="BatchNorm"/>, a column at a time.</summary>
internal static unsafe class ReferenceBatchNorm
{
    public static int Statistics(in BatchNormArrays at, float* mean, float* variance)
    {
        int count = 0;
        for (int column = 0; column < at.Columns; column++)
        {
            (double sum, double squares) = (0, 0);
            count = 0;
            for (int row = 0; row < at.Rows; row++)
            {
                double x = at.Counts(row) ? at.Input[(row * at.Columns) + column] : 0;
                (sum, squares, count) = (sum + x, squares + (x * x), count + (at.Counts(row) ? 1 : 0));
            }

            mean[column] = (float)(sum / Math.Max(1, count));
            variance[column] = (float)((squares - (sum * sum / Math.Max(1, count))) / Math.Max(1, count));
        }

        return count;
    }

    public static void Forward(in BatchNormArrays at, float* output)
    {
        for (int index = 0; index < at.Rows * at.Columns; index++)
        {
            int column = index % at.Columns;
            output[index] = (float)((Normal(at, index) * at.Gain[column]) + at.Shift[column]);
        }
    }

    public static void Backward(in BatchNormArrays at, int count, in BatchNormGradients gradients)
    {
        for (int column = 0; column < at.Columns; column++)
        {
            (double sum, double products) = (0, 0);
            for (int index = column; index < at.Rows * at.Columns; index += at.Columns)
            {
                (sum, products) = (sum + gradients.Output[index], products + (gradients.Output[index] * Normal(at, index)));
            }

            gradients.Shift[column] += (float)sum;
            gradients.Gain[column] += (float)products;
            for (int index = column; index < at.Rows * at.Columns; index += at.Columns)
            {
                double share = count > 0 && at.Counts(index / at.Columns) ? (sum + (Normal(at, index) * products)) / count : 0;
                double gradient = (gradients.Output[index] - share) * at.Gain[column] * at.Reciprocal[column];
                gradients.Input[index] = (float)(gradient + (gradients.Accumulate ? gradients.Input[index] : 0));
            }
        }
    }

    private static double Normal(in BatchNormArrays at, int index) => ((double)at.Input[index] - at.Mean[index % at.Columns]) * at.Reciprocal[index % at.Columns];
}
