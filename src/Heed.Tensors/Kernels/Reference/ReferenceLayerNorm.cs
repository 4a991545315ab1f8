using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops in double for <see cref="LayerNorm"/>.</summary>
internal static unsafe class ReferenceLayerNorm
{
    public static void Forward(in LayerNormForward arrays)
    {
        for (int row = 0; row < arrays.Rows; row++)
        {
            long start = (long)row * arrays.Columns;
            double mean = 0;
            for (long index = start; index < start + arrays.Columns; index++)
            {
                if (arrays.Branch is not null)
                {
                    arrays.Sum[index] = arrays.Input[index] + (arrays.Branch[index] * ReferenceDropout.Factor(arrays.Dropout, index));
                }

                mean += arrays.Sum[index];
            }

            mean = arrays.Centers ? mean / arrays.Columns : 0;
            double variance = 0;
            for (long index = start; index < start + arrays.Columns; index++)
            {
                variance += (arrays.Sum[index] - mean) * (arrays.Sum[index] - mean);
            }

            double reciprocal = 1 / Math.Sqrt((variance / arrays.Columns) + arrays.Epsilon);
            arrays.Mean[row] = (float)mean;
            arrays.Reciprocal[row] = (float)reciprocal;
            for (int column = 0; column < arrays.Columns; column++)
            {
                double normal = (arrays.Sum[start + column] - mean) * reciprocal;
                arrays.Output[start + column] = (float)((normal * arrays.Gain[column]) + (arrays.Shift is null ? 0 : arrays.Shift[column]));
            }
        }
    }

    public static void Backward(in LayerNormBackward arrays, float* gainGradient, float* shiftGradient)
    {
        for (int row = 0; row < arrays.Rows; row++)
        {
            long start = (long)row * arrays.Columns;
            double mean = 0;
            double slope = 0;
            for (int column = 0; column < arrays.Columns; column++)
            {
                double normal = Normal(arrays, row, column);
                double upper = arrays.OutputGradient[start + column];
                mean += upper * arrays.Gain[column] / arrays.Columns;
                slope += upper * arrays.Gain[column] * normal / arrays.Columns;
                gainGradient[column] += (float)(upper * normal);
                if (shiftGradient is not null)
                {
                    shiftGradient[column] += (float)upper;
                }
            }

            for (int column = 0; column < arrays.Columns; column++)
            {
                long index = start + column;
                double gradient = (arrays.OutputGradient[index] * arrays.Gain[column]) - (arrays.Centers ? mean : 0) - (Normal(arrays, row, column) * slope);
                gradient *= arrays.Reciprocal[row];
                gradient += arrays.SumGradient is null ? 0 : arrays.SumGradient[index];
                double dropped = gradient * ReferenceDropout.Factor(arrays.Dropout, index);
                arrays.InputGradient[index] = (float)(gradient + (arrays.AddsToInput ? arrays.InputGradient[index] : 0));
                arrays.BranchGradient[index] = (float)(dropped + (arrays.AddsToBranch ? arrays.BranchGradient[index] : 0));
            }
        }
    }

    private static double Normal(in LayerNormBackward arrays, int row, int column) =>
        ((double)arrays.Sum[((long)row * arrays.Columns) + column] - arrays.Mean[row]) * arrays.Reciprocal[row];
}
