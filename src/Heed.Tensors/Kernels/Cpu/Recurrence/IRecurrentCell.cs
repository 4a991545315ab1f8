using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu.Recurrence;

/// <summary>What a recurrence does at each time step around the product of the hidden states with its weight.</summary>
internal unsafe interface IRecurrentCell
{
    /// <summary>G: how many gates there are.</summary>
    static abstract int Gates { get; }

    /// <summary>How many rows of H floats a sequence's state has.</summary>
    static abstract int States { get; }

    /// <summary>Whether part of the hidden state's gradient does not go through the product, so that the product's has to be added.</summary>
    static abstract bool CarriesHidden { get; }

    /// <summary>Allocates what the cell keeps besides <paramref name="arrays"/>.</summary>
    void Prepare(Workspace workspace, ref RecurrentArrays arrays, int rows);

    /// <summary>From input, product and state to the state behind it.</summary>
    void Forward(WorkerPool workers, in RecurrentArrays arrays, in RecurrentStep step);

    /// <summary>From the gradients of the state behind to those of input, product and the state before, but for what goes through the product.</summary>
    void Backward(WorkerPool workers, in RecurrentArrays arrays, in RecurrentGradients gradients, in RecurrentStep step);
}
