using System.Diagnostics;
using System.Globalization;
using Heed.Cli.Terminal;
using Heed.Media.Audio;
using Heed.Media.Audio.Features;
using Heed.Models.Audio;
using Heed.Models.Classification;
using Heed.Text.Corpora;

namespace Heed.Cli.Classifying;

/// <summary>Classifies WAV files, whole or while they arrive.</summary>
internal static class SoundClassification
{
    // How much is read at once, so that a sound that is being recorded is worked on as it comes.
    private const int PiecesPerSecond = 50;

    private static readonly string[] ArchiveEndings = [".tar", ".tar.gz", ".tgz"];

    /// <summary>Writes the classes of the whole sound: one line.</summary>
    /// <exception cref="Text.UserException">Model or sound are missing or damaged, or the sound is too short.</exception>
    public static void Write(string folder, string input, bool all, TextWriter writer)
    {
        using AudioClassifier classifier = AudioClassifier.Load(folder);
        using WavReader sound = Open(input);
        writer.WriteLine(ClassLine.Of(classifier.Classify(sound.ReadAll()), all));
    }

    /// <summary>Writes the classes of each recording of a folder or an archive, its name in front; heard whole, or as if they arrived.</summary>
    /// <exception cref="Text.UserException">As <see cref="Write"/>.</exception>
    public static void WriteAll(Session session, string folder, string input, (bool All, bool Stream) how, TextWriter writer)
    {
        using AudioClassifier classifier = AudioClassifier.Load(folder);
        foreach (Recording recording in Recordings.Load(input))
        {
            session.Cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<ClassProbability> found = how.Stream ? Listen(classifier, recording.Sound) : classifier.Classify(recording.Sound);
            writer.WriteLine($"{recording.Name}\t{ClassLine.Of(found, how.All)}");
        }
    }

    /// <summary>Whether a path holds many recordings: a folder, or a tar archive, plain or gzip.</summary>
    public static bool IsCollection(string path) =>
        Directory.Exists(path) || ArchiveEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Writes what the sound is taken for after each chunk, with the seconds heard in front, and at last by all of it; says how long a chunk took and how much
    /// memory was held.
    /// </summary>
    /// <exception cref="Text.UserException">As <see cref="Write"/>; or the model needs the whole sound.</exception>
    public static void WriteAsItArrives(Session session, string folder, string input, bool all, TextWriter writer)
    {
        using AudioClassifier classifier = AudioClassifier.Load(folder);
        WarmUp(classifier);
        using WavReader sound = Open(input);
        using SoundStream stream = classifier.Listen(sound.Rate);
        var times = new List<TimeSpan>();
        var piece = new float[Math.Max(1, sound.Rate / PiecesPerSecond)];
        long heard = 0;
        while (sound.Read(piece) is > 0 and var count)
        {
            session.Cancellation.ThrowIfCancellationRequested();
            heard += count;
            long start = Stopwatch.GetTimestamp();
            if (stream.Push(piece.AsSpan(0, count)) > 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start));
                WriteLine(stream.Guess);
            }
        }

        WriteLine(stream.Finish());
        session.Note(Summary(stream, times));

        void WriteLine(IReadOnlyList<ClassProbability> guess)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(double)heard / sound.Rate:F2}\t{ClassLine.Of(guess, all)}"));
            writer.Flush();
        }
    }

    private static IReadOnlyList<ClassProbability> Listen(AudioClassifier classifier, Waveform sound)
    {
        using SoundStream stream = classifier.Listen(sound.Rate);
        foreach (float[] piece in sound.Samples.Chunk(Math.Max(1, sound.Rate / PiecesPerSecond)))
        {
            stream.Push(piece);
        }

        return stream.Finish();
    }

    // The first pass through a model is slow, because its code is compiled then; a sound should not have to wait for that.
    private static void WarmUp(AudioClassifier classifier)
    {
        using SoundStream silence = classifier.Listen(LogMel.SampleRate);
        silence.Push(new float[LogMel.SampleRate]);
    }

    private static string Summary(SoundStream stream, List<TimeSpan> times)
    {
        string computing = times.Count == 0 ? "none was filled"
            : string.Create(CultureInfo.InvariantCulture, $"computed in {times.Order().ElementAt(times.Count / 2).TotalMilliseconds:F1} ms in the median, {times.Max().TotalMilliseconds:F1} ms at most");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{times.Count} chunks of {stream.Chunk.TotalMilliseconds:F0} ms, {computing}; a sample waits at most {stream.Latency.TotalMilliseconds:F0} ms for its chunk; {stream.Bytes / 1024.0:F0} KiB held between chunks.");
    }

    private static WavReader Open(string input) =>
        input == TextLines.StandardInput ? new WavReader(Console.OpenStandardInput(), "standard input") : WavReader.Open(input);
}
