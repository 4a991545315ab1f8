using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Optimization;

/// <summary>Adafactor's pass over all parameters of a store; what a step needs to know of their shapes is found out once.</summary>
public sealed unsafe class AdafactorUpdate
{
    private readonly Adafactor.Arrays[] arrays;

    /// <summary>Updates <paramref name="store"/>, which has gradients.</summary>
    /// <param name="store">Values and gradients.</param>
    /// <param name="second">
    /// The running squares: of a matrix (R, C) the means of its rows and then of its columns, at the beginning of its part; of a vector all of them.
    /// </param>
    public AdafactorUpdate(ParameterStore store, ParameterBlock second)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(second);
        Parameter[] parameters = [.. store.Parameters];
        arrays = new Adafactor.Arrays[parameters.Length];
        for (int index = 0; index < arrays.Length; index++)
        {
            Parameter parameter = parameters[index];
            long offset = parameter.Offset;
            int rows = parameter.Shape.Rank > 1 ? parameter.Shape.Rows : 1;
            int columns = checked((int)(parameter.Shape.Count / rows));
            arrays[index] = new(store.Values + offset, store.Gradients + offset, second.Data + offset, rows, columns);
        }
    }

    /// <summary>One step for every parameter. The gradients are zero afterwards.</summary>
    public void Step(WorkerPool workers, in AdafactorSettings settings) => Adafactor.Step(workers, settings, arrays);
}
