using Heed.Nn;
using Heed.Nn.Recurrent;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Elmo;

/// <summary>
/// Two stacks of recurrent layers over the same embeddings, one that has read everything before a piece and one that has read everything behind it
/// (Peters et al., 2018, §3.1): x → h₁ → h₁ + h₂ → …, in each direction by itself.
/// </summary>
internal sealed class ElmoNetwork
{
    private readonly RecurrentStack[] forwards;
    private readonly RecurrentStack[] backwards;
    private readonly float dropout;

    /// <summary>Declares <c>elmo.embeddings.weight</c> (V, D), <c>elmo.forward.layers.0.…</c> and <c>elmo.backward.layers.0.…</c>.</summary>
    public ElmoNetwork(ParameterStore store, ElmoShape shape, int vocabulary, float dropout)
    {
        this.dropout = dropout;
        Embeddings = store.Add("elmo.embeddings.weight", new Shape(vocabulary, shape.Width), Initializers.Normal(1 / MathF.Sqrt(shape.Width)));
        var options = new RecurrentStackOptions { Cell = shape.Cell, Width = shape.Width };
        forwards = Build("forward");
        backwards = Build("backward");

        RecurrentStack[] Build(string direction) =>
            [.. Enumerable.Range(0, shape.Layers).Select(layer => new RecurrentStack(store, $"elmo.{direction}.layers.{layer}", shape.Width, options))];
    }

    /// <summary>The embeddings, which are the output projection too (V, D).</summary>
    public Parameter Embeddings { get; }

    /// <summary>How many representations of a piece there are: its embedding and one for each layer.</summary>
    public int Depth => forwards.Length + 1;

    /// <summary>
    /// Ids (N) of packed texts → the embedding (N, D) in the first place of either side, then the states (N, D) of each layer: those of
    /// <paramref name="before"/> have read up to the row, those of <paramref name="behind"/> from the end down to it.
    /// </summary>
    public void Forward(Workspace workspace, ReadOnlySpan<int> ids, in Sequences texts, Span<Tensor> before, Span<Tensor> behind)
    {
        RecurrentRows rows = RecurrentRows.Of(workspace, texts);
        var reversed = new RecurrentRows(rows.Backwards, rows.Forwards);
        before[0] = behind[0] = EmbeddingOp.Apply(workspace, Embeddings, workspace.From(ids), MathF.Sqrt(Embeddings.Shape.Columns), dropout);
        Run(forwards, rows, before);
        Run(backwards, reversed, behind);
    }

    // From the second layer on, a layer adds to what is below it.
    private void Run(RecurrentStack[] layers, in RecurrentRows rows, Span<Tensor> states)
    {
        states[1] = DropoutOp.Apply(layers[0].Forward(states[0], rows), dropout);
        for (int layer = 1; layer < layers.Length; layer++)
        {
            states[layer + 1] = ResidualOp.Apply(states[layer], layers[layer].Forward(states[layer], rows), dropout);
        }
    }
}
