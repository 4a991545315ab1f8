using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops for <see cref="Rotary"/>.</summary>
internal static unsafe class ReferenceRotary
{
    public static void Run(in RotaryArrays at)
    {
        int half = at.HeadWidth / 2;
        for (int row = 0; row < at.Rows; row++)
        {
            for (int head = 0; head < at.Heads; head++)
            {
                for (int pair = 0; pair < half; pair++)
                {
                    int left = (head * at.HeadWidth) + (at.Interleaved ? 2 * pair : pair);
                    int right = at.Interleaved ? left + 1 : left + half;
                    float* source = at.Source + (row * at.SourceStride);
                    float* target = at.Target + (row * at.TargetStride);
                    double cosine = at.Angles[(at.Places[row] * at.HeadWidth) + pair];
                    double sine = at.Angles[(at.Places[row] * at.HeadWidth) + half + pair] * (at.Backward ? -1 : 1);
                    double old = at.Accumulate ? 1 : 0;
                    target[left] = (float)((source[left] * cosine) - (source[right] * sine) + (old * target[left]));
                    target[right] = (float)((source[left] * sine) + (source[right] * cosine) + (old * target[right]));
                }
            }
        }
    }
}
