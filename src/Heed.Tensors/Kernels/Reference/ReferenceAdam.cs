using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Optimization;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops in double for <see cref="Adam"/>.</summary>
internal static unsafe class ReferenceAdam
{
    public static void Step(in AdamSettings settings, Adam.AdamArrays arrays, long count, bool clears)
    {
        double correction1 = 1 - Math.Pow(settings.Beta1, settings.Step);
        double correction2 = 1 - Math.Pow(settings.Beta2, settings.Step);
        for (long index = 0; index < count; index++)
        {
            double value = arrays.Values[index];
            double gradient = arrays.Gradients[index] * (double)settings.GradientScale;
            if (settings.IsDecoupled)
            {
                value -= (double)settings.LearningRate * settings.WeightDecay * value;
            }
            else
            {
                gradient += settings.WeightDecay * value;
            }

            double first = (settings.Beta1 * (double)arrays.First[index]) + ((1 - settings.Beta1) * gradient);
            double second = (settings.Beta2 * (double)arrays.Second[index]) + ((1 - settings.Beta2) * gradient * gradient);
            value -= settings.LearningRate * (first / correction1) / (Math.Sqrt(second / correction2) + settings.Epsilon);
            arrays.Values[index] = (float)value;
            arrays.First[index] = (float)first;
            arrays.Second[index] = (float)second;
            arrays.Gradients[index] = clears ? 0 : arrays.Gradients[index];
        }
    }
}
