using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Positions;

/// <summary>A trained row for each position up to the model's maximum length (Gehring et al., 2017).</summary>
[Variant("x_p + P_p with a trained row for each p below maximum_length", "Gehring et al., 2017")]
public sealed record LearnedPosition : PositionOptions
{
    [JsonIgnore]
    public override bool IsLimited => true;

    public override IPositionTable BuildTable(ParameterStore store, string name, int width, int maximumLength) =>
        new Table(store.Add($"{name}.embed_positions.weight", new Shape(maximumLength, width), Initializers.Normal(0.02f)));

    private sealed class Table(Parameter parameter) : IPositionTable
    {
        private readonly PositionTable table = PositionTable.Learned(parameter);

        public PositionTable Rows(int length) => length <= parameter.Shape.Rows
            ? table
            : throw new PositionLimitException(
                $"A sequence of {length} tokens is longer than the {parameter.Shape.Rows} positions that this model learns; cut it, train with a larger maximum_length, or take another kind of position.");
    }
}
