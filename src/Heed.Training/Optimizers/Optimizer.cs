using Heed.Tensors;
using Heed.Tensors.Memory;

namespace Heed.Training.Optimizers;

/// <summary>Changes the parameters of one store by their gradients, and owns the state that this needs.</summary>
public abstract class Optimizer : IDisposable
{
    /// <summary>The state that a checkpoint has to keep, beside the number of the step.</summary>
    public abstract IReadOnlyList<ParameterBlock> State { get; }

    /// <summary>Takes step number <paramref name="step"/>, from 1, with gradients multiplied by <paramref name="gradientScale"/>; they are zero afterwards.</summary>
    public abstract void Step(WorkerPool workers, long step, double learningRate, double gradientScale);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        foreach (ParameterBlock block in State)
        {
            block.Dispose();
        }
    }
}
