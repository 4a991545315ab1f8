using Heed.Models.Classification;
using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Bert;

/// <summary>features = dropout(tanh(W · pool(h) + b)), with the state of [CLS] for pool(h) in the paper (Devlin et al., 2019, figure 4b).</summary>
public sealed class BertClassifierModel : ClassifierModel, ITextEncoder
{
    private readonly BertEncoder encoder;

    /// <summary>Builds the model with undefined parameters.</summary>
    /// <exception cref="Text.UserException">The sizes do not fit each other.</exception>
    public BertClassifierModel(BertClassifierOptions options, bool forTraining)
    {
        options.Check();
        Options = options;
        encoder = new BertEncoder(Parameters, options);
        Output = DeclareOutput(options.Width, options.Labels);
        Parameters.Allocate(forTraining);
    }

    public override BertClassifierOptions Options { get; }

    public override int Width => Options.Width;

    public int MaximumLength => Options.MaximumLength;

    protected internal override Linear Output { get; }

    public override Tensor Features(Workspace workspace, ReadOnlySpan<int> ids, in Sequences texts)
    {
        Tensor hidden = Encode(workspace, ids, texts); // (N, D)
        return DropoutOp.Apply(encoder.Pool(hidden, texts, Options.Pooling), Options.OutputDropout); // (B, D)
    }

    public Tensor Encode(Workspace workspace, ReadOnlySpan<int> ids, in Sequences sequences) => encoder.Forward(workspace, ids, sequences);
}
