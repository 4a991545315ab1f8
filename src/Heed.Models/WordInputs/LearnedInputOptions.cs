using Heed.Nn;
using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.WordInputs;

/// <summary>x = E[id]: one learnt vector for each piece, whatever stands around it.</summary>
[Variant("x = E[id]", "")]
public sealed record LearnedInputOptions : WordInputOptions
{
    public override WordInput Build(ParameterStore store, int vocabulary) => new Table(Declare(store, vocabulary, Width));

    /// <summary>Declares <c>embeddings.weight</c> (V, D).</summary>
    internal static Parameter Declare(ParameterStore store, int vocabulary, int width) =>
        store.Add("embeddings.weight", new Shape(vocabulary, width), Initializers.Normal(0.1f));

    private sealed class Table(Parameter embeddings) : WordInput
    {
        public override int Width => embeddings.Shape.Columns;

        public override Tensor Forward(Workspace workspace, ReadOnlySpan<int> ids, in Sequences texts) =>
            EmbeddingOp.Apply(workspace, embeddings, workspace.From(ids), scale: 1);
    }
}
