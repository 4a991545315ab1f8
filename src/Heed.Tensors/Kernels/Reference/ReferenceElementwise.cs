namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops for <see cref="Cpu.Elementwise"/>.</summary>
internal static unsafe class ReferenceElementwise
{
    public static void Add(float* source, float* target, long count)
    {
        for (long index = 0; index < count; index++)
        {
            target[index] += source[index];
        }
    }

    public static void Lerp(float* source, float* target, float weight, long count)
    {
        for (long index = 0; index < count; index++)
        {
            target[index] = (float)(target[index] + (weight * ((double)source[index] - target[index])));
        }
    }

    public static double SquaredNorm(float* source, long count)
    {
        double sum = 0;
        for (long index = 0; index < count; index++)
        {
            sum += (double)source[index] * source[index];
        }

        return sum;
    }
}
