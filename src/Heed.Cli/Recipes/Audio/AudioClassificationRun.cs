using System.Globalization;
using Heed.Cli.Classifying;
using Heed.Cli.Terminal;
using Heed.Media.Audio;
using Heed.Media.Audio.Features;
using Heed.Models.Audio;
using Heed.Models.Checkpoints;
using Heed.Text;
using Heed.Text.Metrics;
using Heed.Training;
using Heed.Training.Audio;

namespace Heed.Cli.Recipes.Audio;

/// <summary>Trains a classifier of sounds and scores it on the takes that it has not heard.</summary>
internal sealed class AudioClassificationRun(AudioClassificationRecipe recipe, IReadOnlyList<(SpokenName Name, Waveform Sound)> recordings) : RecipeRun(recipe)
{
    public override void Report(Session session, string modelPath)
    {
        if (recipe.Data.Test is { } test)
        {
            using AudioClassifier classifier = AudioClassifier.Load(modelPath);
            var matrix = new ConfusionMatrix(recipe.Model.Classes);
            foreach ((SpokenName name, Waveform sound) in recordings.Where(recording => test.Holds(recording.Name.Take)))
            {
                session.Cancellation.ThrowIfCancellationRequested();
                matrix.Add(name.Class, int.Parse(classifier.Classify(sound)[0].Label, CultureInfo.InvariantCulture));
            }

            session.Results.WriteLine(ClassificationReport.Of(matrix, "recordings"));
        }

        session.Note($"Classify with: ./heed classify --model {modelPath} --input SOUND.wav");
    }

    protected override ITrainingTask Prepare(string output, bool resume)
    {
        AudioDataOptions data = recipe.Data;
        AudioClassifierModel model = Build(recipe.Model);
        LabelledSounds training = Compute(take => data.Test?.Holds(take) != true && data.Validation?.Holds(take) != true, model.FewestFrames, "training");
        LabelledSounds? validation = data.Validation is { } held ? Compute(held.Holds, model.FewestFrames, "validation") : null;
        return new AudioClassificationTask(model, (training, validation, data.Augmentation), recipe.Training);
    }

    protected override void WriteModel(string output) => StrictJson.Write(Path.Combine(output, ModelFolder.Configuration), recipe.Model);

    private LabelledSounds Compute(Func<int, bool> belongs, int fewest, string what)
    {
        var frames = new List<float[]>();
        var labels = new List<int>();
        int tooShort = 0;
        foreach ((SpokenName name, Waveform sound) in recordings.Where(recording => belongs(recording.Name.Take)))
        {
            float[] computed = LogMel.Compute(sound);
            if (computed.Length < fewest * LogMel.Bands)
            {
                tooShort++;
                continue;
            }

            frames.Add(computed);
            labels.Add(name.Class);
        }

        Note(string.Create(CultureInfo.InvariantCulture, $"{frames.Count} recordings for {what}, {frames.Sum(sound => sound.Length / LogMel.Bands) / 100.0:0} seconds; {tooShort} too short and left out."));
        return frames.Count > 0
            ? new LabelledSounds(frames, labels)
            : throw new UserException($"No recording is left for {what}: see data.test and data.validation, which count takes.");
    }
}
