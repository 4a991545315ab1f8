using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops for <see cref="SequenceMean"/>.</summary>
internal static unsafe class ReferenceSequenceMean
{
    public static void Forward(in SequenceRows rows, float* x, float* output)
    {
        for (int sequence = 0; sequence < rows.Count; sequence++)
        {
            for (int column = 0; column < rows.Columns; column++)
            {
                double sum = 0;
                for (int row = 0; row < rows.Lengths[sequence]; row++)
                {
                    sum += x[((long)(rows.Offsets[sequence] + row) * rows.Columns) + column];
                }

                output[((long)sequence * rows.Columns) + column] = rows.Lengths[sequence] == 0 ? 0 : (float)(sum / rows.Lengths[sequence]);
            }
        }
    }

    public static void Backward(in SequenceRows rows, float* outputGradient, float* gradient, bool accumulate)
    {
        for (int sequence = 0; sequence < rows.Count; sequence++)
        {
            for (int row = rows.Offsets[sequence]; row < rows.Offsets[sequence + 1]; row++)
            {
                bool isReal = row - rows.Offsets[sequence] < rows.Lengths[sequence];
                for (int column = 0; column < rows.Columns; column++)
                {
                    float value = isReal ? outputGradient[((long)sequence * rows.Columns) + column] / rows.Lengths[sequence] : 0;
                    float* target = gradient + ((long)row * rows.Columns) + column;
                    *target = accumulate ? *target + value : value;
                }
            }
        }
    }
}
