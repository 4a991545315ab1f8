using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Positions;

/// <summary>A trained row for each position up to the model's maximum length (Gehring et al., 2017).</summary>
public sealed record LearnedPosition : PositionOptions
{
    public override IPositionTable BuildTable(ParameterStore store, string name, int width, int maximumLength) =>
        new Table(store.Add($"{name}.embed_positions.weight", new Shape(maximumLength, width), Initializers.Normal(0.02f)));

    private sealed class Table(Parameter parameter) : IPositionTable
    {
        private readonly PositionTable table = PositionTable.Learned(parameter);

        public PositionTable Rows(int length) => length <= parameter.Shape.Rows
            ? table
            : throw new ArgumentException(
                $"A sequence of {length} tokens is longer than the {parameter.Shape.Rows} positions this model has learned; shorten it or use another kind of position.");
    }
}
