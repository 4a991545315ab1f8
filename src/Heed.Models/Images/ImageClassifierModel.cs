using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Images;

/// <summary>Images in, a distribution over classes out.</summary>
public abstract class ImageClassifierModel : Model
{
    public abstract IImageClassifierOptions Options { get; }

    /// <summary>Rows of the largest tensors that one image takes: what a batch's token budget counts.</summary>
    public abstract int RowsPerImage { get; }

    /// <summary>The loss of the images' labels.</summary>
    /// <param name="workspace">The step.</param>
    /// <param name="images">B images of the model's size.</param>
    /// <param name="labels">Their classes (B).</param>
    /// <param name="loss">How it counts.</param>
    public abstract CrossEntropyResult Loss(Workspace workspace, ImageBatch images, ReadOnlySpan<int> labels, in LossOptions loss);

    /// <summary>The scores of all classes before the softmax: (B, classes).</summary>
    public abstract Tensor Logits(Workspace workspace, ImageBatch images);
}
