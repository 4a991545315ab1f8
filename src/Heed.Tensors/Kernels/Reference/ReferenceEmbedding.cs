using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops for <see cref="Embedding"/>.</summary>
internal static unsafe class ReferenceEmbedding
{
    public static void Forward(in EmbeddingRows rows, float* table, float* positions, float* output)
    {
        for (int row = 0; row < rows.Rows; row++)
        {
            for (int column = 0; column < rows.Columns; column++)
            {
                long index = ((long)row * rows.Columns) + column;
                float value = table[((long)rows.Ids[row] * rows.Columns) + column] * rows.Scale;
                value += rows.Places is null ? 0 : positions[((long)rows.Places[row] * rows.Columns) + column];
                output[index] = value * ReferenceDropout.Factor(rows.Dropout, index);
            }
        }
    }

    public static void Backward(in EmbeddingRows rows, float* outputGradient, float* tableGradient, float* positionGradient)
    {
        for (int row = 0; row < rows.Rows; row++)
        {
            for (int column = 0; column < rows.Columns; column++)
            {
                long index = ((long)row * rows.Columns) + column;
                float gradient = outputGradient[index] * ReferenceDropout.Factor(rows.Dropout, index);
                if (tableGradient is not null)
                {
                    tableGradient[((long)rows.Ids[row] * rows.Columns) + column] += gradient * rows.Scale;
                }

                if (positionGradient is not null)
                {
                    positionGradient[((long)rows.Places[row] * rows.Columns) + column] += gradient;
                }
            }
        }
    }
}
