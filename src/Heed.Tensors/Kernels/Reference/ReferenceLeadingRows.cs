using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops for <see cref="LeadingRows"/>.</summary>
internal static unsafe class ReferenceLeadingRows
{
    public static void Forward(in SequenceRows rows, float* x, float* leading, float* output)
    {
        for (int sequence = 0; sequence < rows.Count; sequence++)
        {
            for (int column = 0; column < rows.Columns; column++)
            {
                *output++ = leading[column];
            }

            for (int index = rows.Offsets[sequence] * rows.Columns; index < rows.Offsets[sequence + 1] * rows.Columns; index++)
            {
                *output++ = x[index];
            }
        }
    }

    public static void Backward(in SequenceRows rows, float* outputGradient, float* gradient, bool accumulate)
    {
        for (int sequence = 0; sequence < rows.Count; sequence++)
        {
            outputGradient += rows.Columns;
            for (int index = rows.Offsets[sequence] * rows.Columns; index < rows.Offsets[sequence + 1] * rows.Columns; index++)
            {
                gradient[index] = *outputGradient++ + (accumulate ? gradient[index] : 0);
            }
        }
    }

    public static void AddLeadingGradient(in SequenceRows rows, float* outputGradient, float* leadingGradient)
    {
        for (int sequence = 0; sequence < rows.Count; sequence++)
        {
            for (int column = 0; column < rows.Columns; column++)
            {
                leadingGradient[column] += outputGradient[((long)(rows.Offsets[sequence] + sequence) * rows.Columns) + column];
            }
        }
    }
}
