using Heed.Tensors;

namespace Heed.Models;

/// <summary>A network with its parameters, which have undefined values until <see cref="ParameterStore.Initialize"/> or a file fills them.</summary>
public abstract class Model : IDisposable
{
    public ParameterStore Parameters { get; } = new();

    /// <summary>D, by which the paper's learning rate schedule scales.</summary>
    public abstract int Width { get; }

    public void Dispose()
    {
        Parameters.Dispose();
        GC.SuppressFinalize(this);
    }
}
