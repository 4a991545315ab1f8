using Heed.Tensors;

namespace Heed.Models;

/// <summary>A network with its parameters, which have undefined values until <see cref="ParameterStore.Initialize"/> or a file fills them.</summary>
public abstract class Model : IDisposable
{
    protected Model()
        : this(new ParameterStore())
    {
    }

    /// <summary>A model around another one, whose parameters are its own.</summary>
    protected Model(ParameterStore parameters) => Parameters = parameters;

    public ParameterStore Parameters { get; }

    /// <summary>D, by which the paper's learning rate schedule scales.</summary>
    public abstract int Width { get; }

    public void Dispose()
    {
        Parameters.Dispose();
        GC.SuppressFinalize(this);
    }
}
