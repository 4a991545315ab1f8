namespace Heed.Tensors;

/// <summary>
/// One op on the tape: what it saved in its forward pass, and how gradients go back through it. Objects are pooled: an op keeps no state
/// but what its forward pass sets each time.
/// </summary>
public abstract class Operation
{
    internal Tensor FirstOutput { get; set; }

    internal Tensor SecondOutput { get; set; }

    /// <summary>The least that the backward pass has to do, for <see cref="StepProfile"/>.</summary>
    protected internal abstract OpWork BackwardWork { get; }

    /// <summary>
    /// Reads the gradients of the outputs and writes or adds to those of the inputs and parameters. Called once, and only if at least one
    /// output has a gradient. It may overwrite its outputs' gradients: nobody reads them afterwards.
    /// </summary>
    protected internal abstract void Backward();
}
