using Heed.Media.Audio;
using Heed.Media.Audio.Features;
using Heed.Models.Checkpoints;
using Heed.Models.Classification;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Text;

namespace Heed.Models.Audio;

/// <summary>A trained classifier of sounds: <c>using var classifier = AudioClassifier.Load("model"); classifier.Classify(WavReader.Load("seven.wav"))</c>.</summary>
public sealed class AudioClassifier : IDisposable
{
    private readonly WorkerPool workers;
    private readonly bool ownsWorkers;
    private readonly Workspace workspace;
    private readonly FrameBatch batch = new();
    private readonly string[] labels;

    /// <summary>Takes over <paramref name="model"/>; <paramref name="workers"/> stays the caller's, null starts a pool of its own.</summary>
    public AudioClassifier(AudioClassifierModel model, WorkerPool? workers = null)
    {
        (Model, ownsWorkers, this.workers) = (model, workers is null, workers ?? new WorkerPool());
        workspace = new Workspace(this.workers);
        labels = ClassProbability.Numbers(model.Options.Classes);
    }

    public AudioClassifierModel Model { get; }

    /// <summary>Loads a model folder.</summary>
    /// <exception cref="UserException">A part is missing, damaged, or of another family of models.</exception>
    public static AudioClassifier Load(string folder, WorkerPool? workers = null)
    {
        AudioClassifierModel model = ModelFolder.Load<IAudioClassifierOptions, AudioClassifierModel>(folder);
        model.Parameters.Freeze();
        return new AudioClassifier(model, workers);
    }

    /// <summary>The classes of a whole sound, the most probable first; a class is called by its number.</summary>
    /// <exception cref="UserException">The sound is too short.</exception>
    public IReadOnlyList<ClassProbability> Classify(Waveform sound)
    {
        float[] frames = LogMel.Compute(sound);
        if (frames.Length / LogMel.Bands < Model.FewestFrames)
        {
            throw TooShort();
        }

        batch.Clear();
        batch.Add(frames);
        workspace.BeginInferenceStep();
        return Rank(Model.Logits(workspace, batch).Values);
    }

    /// <summary>Listens to a sound of <paramref name="rate"/> samples a second as it arrives. One stream at a time, on one thread.</summary>
    /// <exception cref="UserException">The model needs the whole sound.</exception>
    public SoundStream Listen(int rate) => new(this, Model.StartStream(workspace), rate);

    public void Dispose()
    {
        workspace.Dispose();
        Model.Dispose();
        if (ownsWorkers)
        {
            workers.Dispose();
        }
    }

    internal IReadOnlyList<ClassProbability> Rank(ReadOnlySpan<float> logits) => ClassProbability.Rank(ClassProbability.Softmax(logits), labels);

    internal UserException TooShort() => new($"The sound is too short: the model needs {Model.FewestFrames} frames of 10 ms.");
}
