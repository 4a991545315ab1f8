namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops for <see cref="Cpu.Scaling"/>.</summary>
internal static unsafe class ReferenceScaling
{
    public static void Forward(float* source, float factor, float* target, long count, bool accumulate)
    {
        for (long index = 0; index < count; index++)
        {
            target[index] = (source[index] * factor) + (accumulate ? target[index] : 0);
        }
    }

    public static double Dot(float* left, float* right, long count)
    {
        double sum = 0;
        for (long index = 0; index < count; index++)
        {
            sum += (double)left[index] * right[index];
        }

        return sum;
    }
}
