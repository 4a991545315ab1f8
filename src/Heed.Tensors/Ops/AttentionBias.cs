using System.Runtime.InteropServices;
using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>
/// What is added to the scaled scores by head and distance: a table (H, 2L − 1) whose element (h, L − 1 + j − i) is for query i and key j of a
/// sequence of at most L rows, both counted from the first key. The default adds nothing.
/// </summary>
/// <remarks>
/// A table for each query row, <see cref="IsByRow"/>, and <see cref="Values"/> cost memory and time that grow with the square of the length:
/// N · H · (2L − 1) numbers, and a product of 2L − 1 rows of K for every query and head.
/// </remarks>
public readonly record struct AttentionBias(Tensor Table)
{
    /// <summary>Whether each of N query rows has a table of its own: <see cref="Table"/> is (N, H·(2L − 1)), head by head.</summary>
    public bool IsByRow { get; init; }

    /// <summary>
    /// None, or what is added to the values by distance, (2L − 1, H·K): the output of query i takes up Σ_j p_ij · Values[L − 1 + j − i]. Needs
    /// <see cref="IsByRow"/>.
    /// </summary>
    public Tensor Values { get; init; }

    /// <summary>Where each query row stands, counted from its sequence's first key; none where queries and keys begin together. A cache knows it by itself.</summary>
    public Integers Places { get; init; }

    internal bool IsNone => Table.IsNone;

    /// <summary>The arguments with this bias, and with room for the weights that the values need; <paramref name="rows"/> says where each query stands, if not in <see cref="Places"/>.</summary>
    internal unsafe AttentionArguments AddTo(in AttentionArguments arguments, Workspace workspace, int* rows = null)
    {
        if (IsNone)
        {
            return arguments;
        }

        int distances = Distances(arguments.Heads);
        int origin = distances / 2;
        AttentionArguments biased = arguments with
        {
            Bias = Table.Data + origin,
            BiasHeadStride = distances,
            BiasRowStride = -1,
            BiasQueryStride = IsByRow ? Table.Columns : 0,
            BiasRows = rows == null && Places.Count > 0 ? Places.Data : rows,
        };
        if (Values.IsNone)
        {
            return biased;
        }

        float* weights = workspace.AllocateFloats(Table.Shape.Count);
        NativeMemory.Clear(weights, (nuint)Table.Shape.Count * sizeof(float));
        float* logSumExp = arguments.LogSumExp == null ? workspace.AllocateFloats((long)arguments.QueryRows * arguments.Heads) : arguments.LogSumExp;
        return biased with { Weights = weights + origin, LogSumExp = logSumExp };
    }

    /// <summary>Adds what the values contribute to the output, after the kernel's forward pass.</summary>
    internal unsafe void AddValues(in AttentionArguments arguments, Workspace workspace)
    {
        if (!Values.IsNone)
        {
            AttentionKernel.Weights(workspace.Workers, arguments);
            ValueProducts(arguments).MultiplyBack(workspace.Workers, arguments.Weights - Origin(arguments.Heads), Values.Data, arguments.Output, accumulate: true);
        }
    }

    /// <summary>The gradient of the values, and <paramref name="gradients"/> with what they contribute to those of the weights, in <paramref name="scratch"/> of the table's size.</summary>
    internal unsafe AttentionGradients AddValueGradients(in AttentionArguments arguments, in AttentionGradients gradients, Workspace workspace, float* scratch)
    {
        HeadProducts products = ValueProducts(arguments);
        int origin = Origin(arguments.Heads);
        if (Values.RequiresGradient)
        {
            float* target = Values.GradientForWrite(out bool adds);
            products.MultiplyOuter(workspace.Workers, arguments.Weights - origin, gradients.Output, target, adds);
        }

        products.Multiply(workspace.Workers, gradients.Output, Values.Data, scratch, accumulate: false);
        return gradients with { Weights = scratch + origin };
    }

    /// <summary>Where the distance 0 stands in a line of the table.</summary>
    internal int Origin(int heads) => Distances(heads) / 2;

    internal void Check(in AttentionOptions options, int rows, int longest)
    {
        if (IsNone)
        {
            return;
        }

        int distances = Distances(options.Heads);
        bool fits = IsByRow ? Table.Rows == rows && Table.Columns == options.Heads * distances : Table.Rows == options.Heads;
        if (Table.Shape.Rank != 2 || !fits || distances % 2 == 0 || distances / 2 < longest - 1)
        {
            string shape = IsByRow ? $"({rows}, {options.Heads} · (2L − 1))" : $"({options.Heads}, 2L − 1)";
            throw new ArgumentException(
                $"A bias of shape {Table.Shape} does not fit {options.Heads} heads and sequences of {longest} rows: it must be {shape} with L at least {longest}.");
        }

        if (!Values.IsNone && (!IsByRow || Values.Shape != new Shape(distances, options.Heads * options.HeadWidth)))
        {
            throw new ArgumentException(
                $"Values by distance of shape {Values.Shape} do not fit {options.Heads} heads, {options.HeadWidth} wide, and a bias of {distances} distances for each row.");
        }

        CheckPlaces(rows, distances);
    }

    private void CheckPlaces(int rows, int distances)
    {
        bool isRight = Places.Count == 0 || Places.Count == rows;
        foreach (int place in Places.Values)
        {
            isRight &= place >= 0 && place <= distances / 2;
        }

        if (!isRight)
        {
            throw new ArgumentException($"{Places.Count} places do not fit {rows} query rows and a bias of {distances} distances.");
        }
    }

    private int Distances(int heads) => IsByRow ? Table.Columns / heads : Table.Columns;

    private HeadProducts ValueProducts(in AttentionArguments arguments) => new()
    {
        Heads = arguments.Heads,
        HeadWidth = arguments.HeadWidth,
        Rows = arguments.QueryRows,
        Tables = Values.Rows,
        Stride = arguments.Heads * arguments.HeadWidth,
    };
}
