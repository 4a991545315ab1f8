using Heed.Models.Classification;
using Heed.Models.Stacks;
using Heed.Nn;
using Heed.Nn.Attention;
using Heed.Nn.Masks;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Bert;

/// <summary>Embeddings, layers of self-attention that see the whole input, and the pooler: what all of BERT's heads stand on.</summary>
internal sealed class BertEncoder
{
    private static readonly FullMask Mask = new();

    private readonly SelfAttentionStack layers;
    private readonly Linear pooler;

    /// <summary>Declares <c>embeddings</c>, <c>encoder</c> and <c>pooler</c>.</summary>
    public BertEncoder(ParameterStore store, BertOptions options)
    {
        Embeddings = new BertEmbeddings(store, options);
        layers = new SelfAttentionStack(store, "encoder", options, options.Layers, seesFuture: true);
        pooler = new Linear(store, "pooler", options.Width, options.Width, new LinearOptions { Activation = Activation.Tanh });
    }

    public BertEmbeddings Embeddings { get; }

    /// <summary>Ids and segments (N) → hidden states (N, D).</summary>
    public Tensor Forward(Workspace workspace, ReadOnlySpan<int> ids, ReadOnlySpan<int> segments, in Sequences sequences)
    {
        Tensor x = Embeddings.Forward(workspace, workspace.From(ids), workspace.From(segments), sequences); // (N, D)
        AttentionLayout layout = Mask.Layout(workspace, sequences, sequences);
        return layers.Forward(x, new SelfRows(layout, sequences.Positions, layers.Position.Bias(workspace, sequences.Longest)));
    }

    /// <summary>Ids of single texts, all of segment 0 → hidden states (N, D).</summary>
    public Tensor Forward(Workspace workspace, ReadOnlySpan<int> ids, in Sequences sequences)
    {
        Integers first = workspace.AllocateIntegers(ids.Length);
        first.Values.Clear();
        return Forward(workspace, ids, first.Values, sequences);
    }

    /// <summary>tanh(W·h + b) of what <paramref name="pooling"/> makes of each sequence's hidden states: (N, D) → (B, D).</summary>
    public Tensor Pool(Tensor hidden, in Sequences sequences, SequencePooling pooling = SequencePooling.First) => pooler.Forward(pooling.Apply(hidden, sequences));
}
