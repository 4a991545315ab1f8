using System.Text.Json.Serialization;
using Heed.Models.StreamingEncoder;

namespace Heed.Models.Audio;

/// <summary>The models that say what a sound is; selected by <c>kind</c> in a configuration.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(StreamingEncoderOptions), StreamingEncoderOptions.Kind)]
public interface IAudioClassifierOptions : IModelOptions<AudioClassifierModel>
{
    /// <summary>How many classes there are.</summary>
    int Classes { get; }
}
