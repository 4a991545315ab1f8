using System.Text.Json.Serialization;
using Heed.Media.Audio;
using Heed.Models;
using Heed.Models.Audio;
using Heed.Models.StreamingEncoder;

namespace Heed.Cli.Recipes.Audio;

/// <summary><c>task: audio_classification</c>: recordings named by what they are, and a model that says what a sound is.</summary>
internal sealed record AudioClassificationRecipe : Recipe
{
    public const string Task = "audio_classification";

    public required AudioDataOptions Data { get; init; }

    public IAudioClassifierOptions Model { get; init; } = new StreamingEncoderOptions();

    [JsonIgnore]
    public override IModelOptions<Model> ModelOptions => Model;

    public override AudioClassificationRun Open(DataFolder folder)
    {
        Model.Check();
        Data.Check();
        IReadOnlyList<Recording> recordings = Recordings.Load(folder.FindAny(Data.Recordings, "data.recordings"));
        return new AudioClassificationRun(this, [.. recordings.Select(recording => (SpokenName.Parse(recording.Name, Model.Classes), recording.Sound))]);
    }
}
