using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops for <see cref="ColumnCopy"/>.</summary>
internal static unsafe class ReferenceColumnCopy
{
    public static void Run(in ColumnBlock source, in ColumnBlock target, int rows, int columns, bool accumulate)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                target.Row(row)[column] = source.Row(row)[column] + (accumulate ? target.Row(row)[column] : 0);
            }
        }
    }
}
