namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops for <see cref="Cpu.Residual"/>.</summary>
internal static unsafe class ReferenceResidual
{
    public static void Add(float* addend, float* source, float* target, long count, DropoutMask dropout)
    {
        for (long index = 0; index < count; index++)
        {
            float value = source[index] * ReferenceDropout.Factor(dropout, index);
            target[index] = addend is null ? value : value + addend[index];
        }
    }
}
