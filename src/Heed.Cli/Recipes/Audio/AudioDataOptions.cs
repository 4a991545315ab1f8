using Heed.Media.Audio.Features;
using Heed.Text;
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

    /// <summary>Checks what is said.</summary>
    /// <exception cref="UserException">Something makes no sense; the message names the key.</exception>
    public void Check()
    {
        Check("test", Test);
        Check("validation", Validation);
        if (!(Augmentation.Gain >= 0) || Augmentation.Bands is < 0 or > LogMel.Bands || Augmentation.Frames < 0)
        {
            throw new UserException(
                $"data.augmentation: gain is {Augmentation.Gain}, bands {Augmentation.Bands} and frames {Augmentation.Frames}; none may be below 0, and there are {LogMel.Bands} bands.");
        }
    }

    private static void Check(string part, TakeRange? takes)
    {
        if (takes is not null && takes.First > takes.Last)
        {
            throw new UserException($"data.{part} holds no take: it goes from {takes.First} to {takes.Last}.");
        }
    }
}
