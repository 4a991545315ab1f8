namespace Heed.Tensors;

/// <summary>What a <see cref="Tensor"/> points at; pooled by its workspace, one for each tensor of a step.</summary>
internal sealed unsafe class TensorSlot(Workspace workspace)
{
    public Workspace Workspace { get; } = workspace;

    public Shape Shape { get; set; }

    public float* Data { get; set; }

    public float* Gradient { get; set; }

    public bool RequiresGradient { get; set; }
}
