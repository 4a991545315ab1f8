using Heed.Models.Classification;
using Heed.Models.WordInputs;
using Heed.Nn;
using Heed.Nn.Recurrent;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Recurrent;

/// <summary>features = dropout(pool over the text of [h→ ; h←]) with h→ and h← the states of a recurrent layer in each direction (Conneau et al., 2017, §3.2.2).</summary>
public sealed class RecurrentClassifierModel : ClassifierModel
{
    private readonly WordInput input;
    private readonly RecurrentStack stack;

    /// <summary>Builds the model with undefined parameters.</summary>
    /// <exception cref="Text.UserException">The sizes do not fit each other.</exception>
    public RecurrentClassifierModel(RecurrentClassifierOptions options, bool forTraining)
    {
        options.Check();
        Options = options;
        input = options.Embeddings.Build(Parameters, options.Vocabulary);
        stack = new RecurrentStack(Parameters, "encoder", input.Width, options.Stack);
        Output = DeclareOutput(options.Stack.Outputs, options.Labels);
        Parameters.Allocate(forTraining);
    }

    public override RecurrentClassifierOptions Options { get; }

    public override int Width => Options.Width;

    protected internal override Linear Output { get; }

    public override Tensor Features(Workspace workspace, ReadOnlySpan<int> ids, in Sequences texts)
    {
        Tensor x = DropoutOp.Apply(input.Forward(workspace, ids, texts), Options.Dropout); // (N, W)
        Tensor hidden = stack.Forward(x, RecurrentRows.Of(workspace, texts)); // (N, 2H)
        return DropoutOp.Apply(Options.Pooling.Apply(hidden, texts), Options.Dropout); // (B, 2H)
    }
}
