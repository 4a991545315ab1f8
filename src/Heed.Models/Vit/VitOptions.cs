using System.Text.Json.Serialization;
using Heed.Models.Images;
using Heed.Models.Stacks;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;

namespace Heed.Models.Vit;

/// <summary>The shape and the parts of a Vision Transformer.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record VitOptions : StackOptions, IImageClassifierOptions
{
    /// <summary>What a configuration calls it.</summary>
    public const string Kind = "vit";

    /// <summary>As in the paper: trained positions, norms before the sub-layers, GELU; small, for small images.</summary>
    public VitOptions()
    {
        Width = 64;
        Heads = new MultiHead { Count = 4 };
        FeedForward = new GeluFeedForward { Width = 256 };
        Position = new LearnedPosition();
        Placement = new PreNormPlacement();
    }

    public int ImageHeight { get; init; } = 28;

    public int ImageWidth { get; init; } = 28;

    /// <summary>Pixels along each side of a patch; divides both sides of the image.</summary>
    public int PatchSize { get; init; } = 4;

    public int Layers { get; init; } = 6;

    public int Classes { get; init; } = 10;

    /// <summary>P: how many patches an image has.</summary>
    [JsonIgnore]
    public int Patches => ImageHeight / PatchSize * (ImageWidth / PatchSize);

    public void Check()
    {
        Require(PatchSize > 0, $"patch_size is {PatchSize}, but must be at least 1");
        Require(
            ImageHeight > 0 && ImageWidth > 0 && ImageHeight % PatchSize == 0 && ImageWidth % PatchSize == 0,
            $"an image of {ImageHeight} × {ImageWidth} pixels cannot be cut into patches of {PatchSize} × {PatchSize}; take a patch_size that divides both sides");
        Require(Layers > 0, $"layers is {Layers}, but must be at least 1");
        Require(Classes > 1, $"classes is {Classes}, but must be at least 2");
        CheckStack();
    }

    ImageClassifierModel IModelOptions<ImageClassifierModel>.Build(bool forTraining) => new VitModel(this, forTraining);
}
