using System.Linq;
using Heed.Tensors.Memory;

namespace Heed.Tensors;

/// <summary>How a parameter is filled before training; gets its elements and a seed that differs for each parameter.</summary>
public delegate void ParameterInitializer(Span<float> values, ulong seed);

/// <summary>
/// All parameters of a model in one 64-byte-aligned block, their gradients in another: the optimizer, clipping and a checkpoint are each
/// one loop. Modules declare parameters first; <see cref="Allocate"/> then fixes the blocks. Buffers, which are saved but not trained, lie in a block of
/// their own.
/// </summary>
public sealed unsafe class ParameterStore : IDisposable
{
    private const int Granule = AlignedBuffer.Alignment / sizeof(float);

    private readonly List<(Parameter Parameter, ParameterInitializer Initializer)> entries = [];
    private readonly Dictionary<string, Parameter> byName = [];
    private readonly List<Parameter> stacked = [];
    private AlignedBuffer? values;
    private AlignedBuffer? gradients;
    private AlignedBuffer? bufferValues;
    private long bufferLength;

    /// <summary>Every named parameter that is trained, in the order declared; stacked ones appear as their parts.</summary>
    public IEnumerable<Parameter> Parameters => entries.Select(entry => entry.Parameter).Where(parameter => parameter.IsTrained);

    /// <summary>Every buffer, in the order declared.</summary>
    public IEnumerable<Parameter> Buffers => entries.Select(entry => entry.Parameter).Where(parameter => !parameter.IsTrained);

    /// <summary>Length of the blocks in floats, alignment gaps (always zero) included.</summary>
    public long Length { get; private set; }

    /// <summary>How many numbers the model trains.</summary>
    public long Count => Parameters.Sum(parameter => parameter.Shape.Count);

    public bool IsAllocated => values is not null;

    /// <summary>Whether the values are final; see <see cref="Freeze"/>.</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>All values that are trained, gaps included.</summary>
    public Span<float> AllValues => new(Values, checked((int)Length));

    /// <summary>All gradients, gaps included.</summary>
    public Span<float> AllGradients => new(Gradients, checked((int)Length));

    internal float* Values => values is null ? throw NotAllocated() : values.Floats;

    internal float* Gradients => gradients is null ? throw NotAllocated() : gradients.Floats;

    internal float* BufferValues => bufferValues is null ? throw NotAllocated() : bufferValues.Floats;

    /// <summary>Declares a parameter. Names are unique.</summary>
    public Parameter Add(string name, Shape shape, ParameterInitializer initializer)
    {
        Length = (Length + Granule - 1) / Granule * Granule;
        return Append(name, shape, initializer);
    }

    /// <summary>Declares an array that is saved with the parameters and filled as they are, but changed by no optimizer: running statistics.</summary>
    public Parameter AddBuffer(string name, Shape shape, ParameterInitializer initializer)
    {
        Parameter buffer = Enter(new Parameter(this, name, shape, bufferLength, isTrained: false), initializer);
        bufferLength = (bufferLength + shape.Count + Granule - 1) / Granule * Granule;
        return buffer;
    }

    /// <summary>
    /// Declares several parameters with the same columns that lie one under another, and returns one that spans them all: three
    /// projections that read the same input become one matrix product, while each keeps its own name in a checkpoint.
    /// </summary>
    public Parameter AddStacked(string name, ReadOnlySpan<(string Name, Shape Shape, ParameterInitializer Initializer)> parts)
    {
        Length = (Length + Granule - 1) / Granule * Granule;
        long start = Length;
        int rows = 0;
        Shape first = parts[0].Shape;
        foreach ((string partName, Shape shape, ParameterInitializer initializer) in parts)
        {
            if (shape.Rank != first.Rank || (shape.Rank == 2 && shape.Columns != first.Columns))
            {
                throw new ArgumentException($"{partName} of shape {shape} cannot be stacked under {parts[0].Name} of shape {first}.");
            }

            Append(partName, shape, initializer);
            rows += shape[0];
        }

        var whole = new Parameter(this, name, first.Rank == 1 ? new Shape(rows) : new Shape(rows, first.Columns), start);
        stacked.Add(whole);
        return whole;
    }

    /// <summary>Allocates the blocks, zeroed; without gradients for inference.</summary>
    public void Allocate(bool withGradients)
    {
        if (IsAllocated)
        {
            throw new InvalidOperationException("The parameters are allocated already.");
        }

        Length = (Length + Granule - 1) / Granule * Granule;
        values = new AlignedBuffer(Length * sizeof(float));
        gradients = withGradients ? new AlignedBuffer(Length * sizeof(float)) : null;
        bufferValues = new AlignedBuffer(bufferLength * sizeof(float));
    }

    /// <summary>Fills every parameter with its initial values, the same for the same seed.</summary>
    public void Initialize(ulong seed)
    {
        ulong next = seed;
        foreach ((Parameter parameter, ParameterInitializer initializer) in entries)
        {
            next += 0x9E3779B97F4A7C15UL;
            initializer(parameter.Values, next);
        }
    }

    /// <summary>
    /// Promises that the values will not change any more, as in serving: weights may then be kept in the form their products read. A
    /// store with gradients is being trained and cannot be frozen.
    /// </summary>
    public void Freeze() => IsFrozen = gradients is null ? true : throw new InvalidOperationException("These parameters are being trained: they cannot be frozen.");

    public void ClearGradients() => AllGradients.Clear();

    /// <summary>The parameter of that name, or null.</summary>
    public Parameter? Find(string name) => byName.GetValueOrDefault(name);

    public void Dispose()
    {
        foreach (Parameter parameter in Parameters.Concat(stacked))
        {
            parameter.Unpack();
        }

        values?.Dispose();
        gradients?.Dispose();
        bufferValues?.Dispose();
    }

    private static InvalidOperationException NotAllocated() =>
        new("The parameters have no memory yet (call Allocate first), or were allocated for inference and have no gradients.");

    private Parameter Append(string name, Shape shape, ParameterInitializer initializer)
    {
        Parameter parameter = Enter(new Parameter(this, name, shape, Length), initializer);
        Length += shape.Count;
        return parameter;
    }

    private Parameter Enter(Parameter parameter, ParameterInitializer initializer)
    {
        if (IsAllocated)
        {
            throw new InvalidOperationException($"{parameter.Name} comes too late: the parameters are allocated already.");
        }

        if (!byName.TryAdd(parameter.Name, parameter))
        {
            throw new ArgumentException($"Two parameters are called {parameter.Name}.");
        }

        entries.Add((parameter, initializer));
        return parameter;
    }
}
