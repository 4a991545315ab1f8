using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops for <see cref="HeadProducts"/>.</summary>
internal static unsafe class ReferenceHeadProducts
{
    /// <summary>Calls back with every (element of x, of w, of y) whose product counts.</summary>
    public static void ForEach(in HeadProducts at, Action<int, int, int> body)
    {
        for (int row = 0; row < at.Rows; row++)
        {
            for (int index = 0; index < at.Heads * at.HeadWidth * at.Tables; index++)
            {
                (int table, int column) = (index / (at.Heads * at.HeadWidth), index % (at.Heads * at.HeadWidth));
                body((row * at.Stride) + column, index, (((row * at.Heads) + (column / at.HeadWidth)) * at.Tables) + table);
            }
        }
    }
}
