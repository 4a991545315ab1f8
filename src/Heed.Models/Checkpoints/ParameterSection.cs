using Heed.Tensors;

namespace Heed.Models.Checkpoints;

/// <summary>Finds the floats that belong to one parameter.</summary>
public delegate Span<float> ParameterView(Parameter parameter);

/// <summary>
/// One float for each parameter of a store, as it goes to a file and comes back: the tensor of parameter <c>p</c> is called <c>p</c>, or
/// <c>prefix.p</c>. Without a prefix it is a model, and has the store's buffers too, as they are.
/// </summary>
public sealed record ParameterSection(string? Prefix, ParameterView View)
{
    /// <summary>The parameters' own values.</summary>
    public static ParameterSection Values { get; } = new(null, parameter => parameter.Values);

    /// <summary>A block beside the values, under its own name.</summary>
    public static ParameterSection Of(ParameterBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return new ParameterSection(block.Name, block.Of);
    }

    /// <summary>What of <paramref name="store"/> goes to the file.</summary>
    public IEnumerable<Parameter> Of(ParameterStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Prefix is null ? store.Parameters.Concat(store.Buffers) : store.Parameters;
    }

    /// <summary>The floats of <paramref name="parameter"/>.</summary>
    public Span<float> Floats(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return parameter.IsTrained ? View(parameter) : parameter.Values;
    }

    /// <summary>What the tensor of <paramref name="parameter"/> is called.</summary>
    public string NameOf(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return Prefix is null ? parameter.Name : $"{Prefix}.{parameter.Name}";
    }
}
