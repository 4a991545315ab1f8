using Heed.Models.WordInputs;
using Heed.Nn;
using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Elmo;

/// <summary>
/// x = [E[id] ; γ · Σ sⱼ hⱼ], s = softmax(w): beside a learnt vector for the piece, what two language models know about it where it stands, each layer as much
/// as the task likes (Peters et al., 2018, equation 1). The language models stay as they were trained; E, w and γ are learnt.
/// </summary>
/// <remarks>Train them first (<c>task: bidirectional_language_model</c>), and name their folder as the recipe's <c>pretrained</c>.</remarks>
[Variant("γ Σ_j s_j h_j over the layers of two language models", "Peters et al., 2018")]
public sealed record ElmoInputOptions : WordInputOptions
{
    /// <summary>The sizes of the language models.</summary>
    public ElmoShape Network { get; init; } = new();

    public override string? FindFault() => base.FindFault() ?? (Network.FindFault() is { } fault ? $"network: {fault}" : null);

    public override WordInput Build(ParameterStore store, int vocabulary)
    {
        Parameter embeddings = LearnedInputOptions.Declare(store, vocabulary, Width);
        var network = new ElmoNetwork(store, Network, vocabulary, dropout: 0);
        Parameter weights = store.Add("mix.weights", new Shape(network.Depth), Initializers.Zeros);
        return new Mix(embeddings, network, weights, store.Add("mix.scale", new Shape(1), Initializers.Ones));
    }

    private sealed class Mix(Parameter embeddings, ElmoNetwork network, Parameter weights, Parameter scale) : WordInput
    {
        private readonly Tensor[] before = new Tensor[network.Depth];
        private readonly Tensor[] behind = new Tensor[network.Depth];

        public override int Width => embeddings.Shape.Columns + (2 * network.Embeddings.Shape.Columns);

        public override Tensor Forward(Workspace workspace, ReadOnlySpan<int> ids, in Sequences texts)
        {
            using (workspace.BeginConstants())
            {
                network.Forward(workspace, ids, texts, before, behind);
                for (int layer = 0; layer < before.Length; layer++)
                {
                    before[layer] = ConcatenationOp.Apply(before[layer], behind[layer]); // (N, 2D)
                }
            }

            Tensor mixed = LayerMixOp.Apply(before, weights, scale);
            return ConcatenationOp.Apply(EmbeddingOp.Apply(workspace, embeddings, workspace.From(ids), scale: 1), mixed);
        }
    }
}
