using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Optimization;

/// <summary>Passes over all parameters of a store at once: each is one loop over contiguous memory.</summary>
public static unsafe class ParameterUpdate
{
    /// <summary>√Σg² over all gradients of the store; NaN or infinite if one of them is.</summary>
    public static double GradientNorm(WorkerPool workers, ParameterStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Math.Sqrt(Elementwise.SquaredNorm(workers, store.Gradients, store.Length));
    }

    /// <summary>Σg² over the gradients of a part of the store.</summary>
    /// <exception cref="ArgumentException">The part does not lie within the store.</exception>
    public static double SquaredGradientNorm(WorkerPool workers, ParameterStore store, ParameterRange range)
    {
        ArgumentNullException.ThrowIfNull(store);
        RequireWithin(store, range);
        return Elementwise.SquaredNorm(workers, store.Gradients + range.Start, range.End - range.Start);
    }

    /// <summary>One step of Adam or AdamW for a part of the store. Its gradients are zero afterwards.</summary>
    /// <param name="workers">The threads to use.</param>
    /// <param name="store">Values and gradients.</param>
    /// <param name="first">m, the running mean of the gradients.</param>
    /// <param name="second">v, the running mean of their squares.</param>
    /// <param name="settings">Rates and the number of the step.</param>
    /// <param name="range">The part.</param>
    /// <exception cref="ArgumentException">The part does not lie within the store, or a block is another store's.</exception>
    public static void Adam(
        WorkerPool workers, ParameterStore store, ParameterBlock first, ParameterBlock second, in AdamSettings settings, ParameterRange range)
    {
        ArgumentNullException.ThrowIfNull(store);
        RequireSameLayout(store, first);
        RequireSameLayout(store, second);
        RequireWithin(store, range);
        var arrays = new Kernels.Cpu.Adam.AdamArrays(store.Values, store.Gradients, first.Data, second.Data);
        Kernels.Cpu.Adam.Step(workers, settings, arrays.At(range.Start), range.End - range.Start, clears: true);
    }

    /// <summary>target += weight · (values − target): an exponential moving average, or with weight 1/n the n-th step of a plain one.</summary>
    public static void MoveToward(WorkerPool workers, ParameterStore store, ParameterBlock target, float weight)
    {
        ArgumentNullException.ThrowIfNull(store);
        RequireSameLayout(store, target);
        Elementwise.Lerp(workers, store.Values, target.Data, weight, store.Length);
    }

    private static void RequireWithin(ParameterStore store, ParameterRange range)
    {
        if (range.Start < 0 || range.Start > range.End || range.End > store.Length)
        {
            throw new ArgumentException($"The parameters {range.Start} to {range.End} are not among the {store.Length} of the store.");
        }
    }

    private static void RequireSameLayout(ParameterStore store, ParameterBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (block.Length != store.Length)
        {
            throw new ArgumentException($"The block {block.Name} has {block.Length} numbers and the parameters {store.Length}: they belong to different models.");
        }
    }
}
