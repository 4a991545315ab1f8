using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops for <see cref="ColumnShift"/>.</summary>
internal static unsafe class ReferenceColumnShift
{
    public static void Run(in ColumnShift at)
    {
        for (int row = 0; row < at.Rows; row++)
        {
            for (int column = 0; column < at.Columns; column++)
            {
                float* target = at.Target + (row * at.TargetStride) + column;
                double value = (at.Source[(row * at.SourceStride) + column] + (at.Shift == null ? 0.0 : at.Shift[column])) * at.Scale;
                *target = (float)(value + (at.Accumulate ? *target : 0));
            }
        }
    }
}
