using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu.Recurrence;

/// <summary>Gates i, f, g, o; state h and c.</summary>
internal readonly struct LstmCell : IRecurrentCell
{
    public static int Gates => 4;

    public static int States => 2;

    public static bool CarriesHidden => false;

    public void Prepare(Workspace workspace, ref RecurrentArrays arrays, int rows)
    {
    }

    public void Forward(WorkerPool workers, in RecurrentArrays arrays, in RecurrentStep step) => Lstm.Forward(workers, arrays, step);

    public void Backward(WorkerPool workers, in RecurrentArrays arrays, in RecurrentGradients gradients, in RecurrentStep step) =>
        Lstm.Backward(workers, arrays, gradients, step);
}
