using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Text.Batching;

namespace Heed.Models.Classification;

/// <summary>
/// Packed texts in, one row of features a text, and a linear layer from those to the classes: softmax(features·Wᵀ + b). A model says how it
/// comes to its features.
/// </summary>
public abstract class ClassifierModel : Model
{
    protected ClassifierModel()
    {
    }

    /// <summary>A classifier around another one, whose parameters are its own.</summary>
    protected ClassifierModel(ParameterStore parameters)
        : base(parameters)
    {
    }

    public abstract IClassifierOptions Options { get; }

    /// <summary>From features to classes, (C, F) with a bias.</summary>
    protected internal abstract Linear Output { get; }

    /// <summary>Ids (N) of packed texts → features (B, F), with dropout in training.</summary>
    public abstract Tensor Features(Workspace workspace, ReadOnlySpan<int> ids, in Sequences texts);

    /// <summary>Ids (N) of packed texts → logits (B, C).</summary>
    public Tensor Logits(Workspace workspace, ReadOnlySpan<int> ids, in Sequences texts) => Output.Forward(Features(workspace, ids, texts));

    /// <summary>The loss of a batch against its labels.</summary>
    public CrossEntropyResult Loss(Workspace workspace, LabelledBatch batch, in LossOptions loss)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Tensor features = Features(workspace, batch.Ids, Sequences.Packed(workspace, batch.Offsets)); // (B, F)
        return CrossEntropyOp.Apply(features, Output.Weight, Output.Bias, workspace.From(batch.Labels), loss);
    }

    /// <summary>Declares the <see cref="Output"/> layer, as <c>classifier</c>.</summary>
    /// <param name="width">F.</param>
    /// <param name="labels">The classes.</param>
    protected Linear DeclareOutput(int width, IReadOnlyList<string> labels) => new(Parameters, "classifier", width, labels.Count);
}
