using Heed.Models.Images;
using Heed.Models.Stacks;
using Heed.Nn;
using Heed.Nn.Attention;
using Heed.Nn.Masks;
using Heed.Nn.Positions;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Vit;

/// <summary>
/// The Vision Transformer (Dosovitskiy et al., 2021, figure 1): an image is cut into patches, each patch projected to a row; a trained class
/// token goes in front, positions are added, and the encoder's row of the class token says what the image shows.
/// </summary>
public sealed class VitModel : ImageClassifierModel
{
    private static readonly FullMask Mask = new();

    private readonly Linear projection;
    private readonly Parameter classToken;
    private readonly IPositionTable? positions;
    private readonly SelfAttentionStack encoder;
    private readonly Linear head;

    /// <summary>Builds the model with undefined parameters.</summary>
    /// <param name="options">Its shape and parts.</param>
    /// <param name="forTraining">Whether to allocate gradients.</param>
    /// <exception cref="Text.UserException">The sizes do not fit each other.</exception>
    public VitModel(VitOptions options, bool forTraining)
    {
        options.Check();
        Options = options;
        projection = new Linear(Parameters, "patch_projection", options.PatchSize * options.PatchSize, options.Width);
        classToken = Parameters.Add("class_token", new Shape(options.Width), Initializers.Normal(0.02f));
        positions = options.Position.BuildTable(Parameters, "encoder", options.Width, RowsPerImage);
        encoder = new SelfAttentionStack(Parameters, "encoder", options, options.Layers, Mask.SeesFuture);
        head = new Linear(Parameters, "head", options.Width, options.Classes);
        Parameters.Allocate(forTraining);
    }

    public override VitOptions Options { get; }

    public override int Width => Options.Width;

    public override int RowsPerImage => Options.Patches + 1;

    public override CrossEntropyResult Loss(Workspace workspace, ImageBatch images, ReadOnlySpan<int> labels, in LossOptions loss) =>
        CrossEntropyOp.Apply(Encode(workspace, images), head.Weight, head.Bias, workspace.From(labels), loss);

    public override Tensor Logits(Workspace workspace, ImageBatch images) => head.Forward(Encode(workspace, images));

    /// <summary>The encoder's row of each image's class token: (B, D).</summary>
    private Tensor Encode(Workspace workspace, ImageBatch images)
    {
        if (images.Height != Options.ImageHeight || images.Width != Options.ImageWidth)
        {
            throw new ArgumentException($"Images of {images.Height} × {images.Width} pixels do not fit a model of {Options.ImageHeight} × {Options.ImageWidth}.");
        }

        Tensor x = projection.Forward(Patches.Cut(workspace, images, Options.PatchSize)); // (B · P, D)
        x = LeadingRowOp.Apply(x, classToken, Starts(workspace, images.Count, Options.Patches)); // (B · (P + 1), D)
        Integers classRows = Starts(workspace, images.Count, RowsPerImage);
        Sequences sequences = Sequences.Packed(workspace, classRows.Values);
        if (positions is not null)
        {
            x = PositionOp.Apply(x, positions.Rows(RowsPerImage), sequences.Positions, Options.Dropout);
        }

        AttentionLayout layout = Mask.Layout(workspace, sequences, sequences);
        Tensor encoded = encoder.Forward(x, new SelfRows(layout, sequences.Positions, encoder.Position.Bias(workspace, sequences.Longest)));
        return RowGatherOp.Apply(encoded, Starts(workspace, images.Count, RowsPerImage, withEnd: false)); // (B, D)
    }

    private static Integers Starts(Workspace workspace, int count, int rows, bool withEnd = true)
    {
        Integers starts = workspace.AllocateIntegers(withEnd ? count + 1 : count);
        for (int index = 0; index < starts.Count; index++)
        {
            starts.Values[index] = index * rows;
        }

        return starts;
    }
}
