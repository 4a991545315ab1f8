using Heed.Models.LanguageModels;
using Heed.Models.Stacks;
using Heed.Nn;
using Heed.Nn.Attention;
using Heed.Nn.Embeddings;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Gpt;

/// <summary>
/// A causal language model (Radford et al., 2018, figure 1): token + position → masked self-attention layers → a distribution over the next token.
/// </summary>
public sealed class GptModel : LanguageModel
{
    private readonly Parameter outputProjection;

    /// <summary>Builds the model with undefined parameters.</summary>
    /// <exception cref="Text.UserException">The sizes do not fit each other.</exception>
    public GptModel(GptOptions options, bool forTraining)
    {
        options.Check();
        Options = options;
        var shape = new Shape(options.Vocabulary, options.Width);

        // Tied to the output, the embedding has to be small enough for the first logits to be near 0 (Radford et al., 2019).
        ParameterInitializer initializer = Initializers.Normal(0.02f);
        Parameter table = Parameters.Add("decoder.embed_tokens.weight", shape, initializer);
        Embedding = new TokenEmbedding(
            table,
            options.Position.BuildTable(Parameters, "decoder", options.Width, options.MaximumLength),
            options.ScaleEmbeddings ? MathF.Sqrt(options.Width) : 1,
            options.Dropout);
        Stack = new SelfAttentionStack(Parameters, "decoder", options, options.Layers, seesFuture: false);
        outputProjection = options.TieEmbeddings ? table : Parameters.Add("lm_head.weight", shape, initializer);
        Parameters.Allocate(forTraining);
    }

    public override GptOptions Options { get; }

    public override int Width => Options.Width;

    internal TokenEmbedding Embedding { get; }

    internal SelfAttentionStack Stack { get; }

    public override CrossEntropyResult Loss(
        Workspace workspace, ReadOnlySpan<int> inputs, in Sequences sequences, ReadOnlySpan<int> targets, in LossOptions loss) =>
        CrossEntropyOp.Apply(Hidden(workspace, inputs, sequences), outputProjection, null, workspace.From(targets), loss);

    /// <summary>Ids of packed sequences → hidden states (N, D).</summary>
    public Tensor Hidden(Workspace workspace, ReadOnlySpan<int> ids, in Sequences sequences)
    {
        Tensor x = Embedding.Forward(workspace, workspace.From(ids), sequences.Positions, sequences.Longest);
        AttentionLayout layout = Options.Mask.Layout(workspace, sequences, sequences);
        return Stack.Forward(x, new SelfRows(layout, sequences.Positions, Stack.Position.Bias(workspace, sequences.Longest))); // (N, D)
    }

    /// <summary>Hidden states (N, D) → logits (N, V).</summary>
    public Tensor Logits(Tensor hidden) => LinearOp.Apply(hidden, outputProjection, null);

    public override GenerationSession StartGeneration() => new GptGenerationSession(this);
}
