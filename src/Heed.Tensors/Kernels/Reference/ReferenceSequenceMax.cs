using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops for <see cref="SequenceMax"/>.</summary>
internal static unsafe class ReferenceSequenceMax
{
    public static void Forward(in SequenceRows rows, float* x, float* output, float* places)
    {
        for (int sequence = 0; sequence < rows.Count; sequence++)
        {
            for (int column = 0; column < rows.Columns; column++)
            {
                (float best, int place) = (0, -1);
                for (int row = 0; row < rows.Lengths[sequence]; row++)
                {
                    float value = x[((rows.Offsets[sequence] + row) * rows.Columns) + column];
                    (best, place) = place < 0 || value > best ? (value, row) : (best, place);
                }

                output[(sequence * rows.Columns) + column] = best;
                places[(sequence * rows.Columns) + column] = place;
            }
        }
    }

    public static void Backward(in SequenceRows rows, float* places, float* outputGradient, float* gradient, bool accumulate)
    {
        for (int sequence = 0; sequence < rows.Count; sequence++)
        {
            for (int row = rows.Offsets[sequence]; row < rows.Offsets[sequence + 1]; row++)
            {
                for (int column = 0; column < rows.Columns; column++)
                {
                    int from = (sequence * rows.Columns) + column;
                    float share = (int)places[from] == row - rows.Offsets[sequence] ? outputGradient[from] : 0;
                    gradient[(row * rows.Columns) + column] = share + (accumulate ? gradient[(row * rows.Columns) + column] : 0);
                }
            }
        }
    }
}
