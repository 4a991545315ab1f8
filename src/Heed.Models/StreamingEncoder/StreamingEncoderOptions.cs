using System.Text.Json.Serialization;
using Heed.Models.Audio;
using Heed.Models.Stacks;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Masks;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;

namespace Heed.Models.StreamingEncoder;

/// <summary>The shape and the parts of an encoder of sound that works chunk by chunk.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record StreamingEncoderOptions : StackOptions, IAudioClassifierOptions
{
    /// <summary>What a configuration calls it.</summary>
    public const string Kind = "streaming_encoder";

    /// <summary>Trained biases by distance, which a stream without end needs, norms before the sub-layers, GELU.</summary>
    public StreamingEncoderOptions()
    {
        Width = 128;
        Heads = new MultiHead { Count = 4 };
        FeedForward = new GeluFeedForward { Width = 256 };
        Position = new BucketedPosition();
        Placement = new PreNormPlacement();
    }

    /// <summary>How many frames of 10 ms become one row.</summary>
    public int FramesPerRow { get; init; } = 2;

    public int Layers { get; init; } = 4;

    /// <summary>What a row sees: its chunk and some to the left; or <c>full</c>, which cannot stream.</summary>
    public MaskOptions Mask { get; init; } = new ChunkedMask { Size = 8, LeftChunks = 2 };

    public int Classes { get; init; } = 10;

    public void Check()
    {
        Require(FramesPerRow > 0, $"frames_per_row is {FramesPerRow}, but must be at least 1");
        Require(Layers > 0, $"layers is {Layers}, but must be at least 1");
        Require(Classes > 1, $"classes is {Classes}, but must be at least 2");
        RequireNoFault("mask", Mask.FindFault());
        CheckStack();
    }

    AudioClassifierModel IModelOptions<AudioClassifierModel>.Build(bool forTraining) => new StreamingEncoderModel(this, forTraining);
}
