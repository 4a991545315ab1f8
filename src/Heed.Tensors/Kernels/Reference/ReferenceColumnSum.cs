namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops for <see cref="Cpu.ColumnSum"/>.</summary>
internal static unsafe class ReferenceColumnSum
{
    public static void Add(float* matrix, int rows, int columns, float* target)
    {
        for (int column = 0; column < columns; column++)
        {
            double sum = target[column];
            for (int row = 0; row < rows; row++)
            {
                sum += matrix[((long)row * columns) + column];
            }

            target[column] = (float)sum;
        }
    }
}
