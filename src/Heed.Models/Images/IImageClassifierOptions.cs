using System.Text.Json.Serialization;
using Heed.Models.Vit;

namespace Heed.Models.Images;

/// <summary>The models that say what an image shows; selected by <c>kind</c> in a configuration.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(VitOptions), VitOptions.Kind)]
public interface IImageClassifierOptions : IModelOptions<ImageClassifierModel>
{
    /// <summary>How many classes there are.</summary>
    int Classes { get; }

    /// <summary>Pixels from top to bottom.</summary>
    int ImageHeight { get; }

    /// <summary>Pixels from left to right.</summary>
    int ImageWidth { get; }
}
