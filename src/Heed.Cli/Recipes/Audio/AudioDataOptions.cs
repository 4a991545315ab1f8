using Heed.Training.Audio;

namespace Heed.Cli.Recipes.Audio;

/// <summary><c>data:</c> of a recipe for sounds: recordings called <c>CLASS_SPEAKER_TAKE.wav</c>, and which takes are held back.</summary>
internal sealed record AudioDataOptions
{
    /// <summary>A folder, or a tar archive, plain or .gz.</summary>
    public required string Recordings { get; init; }

    /// <summary>The takes that the finished model is scored on; without, it is not.</summary>
    public TakeRange? Test { get; init; }

    /// <summary>The takes that the run is judged by while it learns; without, the last weights are the model.</summary>
    public TakeRange? Validation { get; init; }

    /// <summary>How sounds are changed each time they are learnt from.</summary>
    public FrameAugmentation Augmentation { get; init; } = new();
}
