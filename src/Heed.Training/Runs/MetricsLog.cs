using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Heed.Text;

namespace Heed.Training.Runs;

/// <summary>
/// <c>metrics.jsonl</c>: one JSON object a line, for a log interval (<c>step, epoch, loss, nll, tokens_per_second, learning_rate,
/// gradient_norm, gradient_norms: {layer: …}, seconds</c>), a validation (<c>step, validation: {…}, seconds</c>), or what the model said at it (<c>step, samples: [{source,
/// reference, hypothesis}], seconds</c>). Losses are nats a target; gradient norms are those of the step, before clipping; seconds count from the beginning of the run.
/// </summary>
internal sealed class MetricsLog : IDisposable
{
    public const string FileName = "metrics.jsonl";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly FileStream stream;
    private readonly string path;

    /// <summary>Opens the file with its first <paramref name="length"/> bytes; what a killed run wrote after its last checkpoint is cut off.</summary>
    /// <exception cref="UserException">The file cannot be written.</exception>
    public MetricsLog(string folder, long length)
    {
        path = Path.Combine(folder, FileName);
        try
        {
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            stream.SetLength(Math.Min(length, stream.Length));
            stream.Seek(0, SeekOrigin.End);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            stream?.Dispose();
            throw new UserException($"{path} cannot be written: {exception.Message}", exception);
        }
    }

    public void WriteInterval(in StepProgress progress, in IntervalMeans means, LayerNorms layers)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber("step", progress.Step);
            json.WriteNumber("epoch", progress.Epoch);
            json.WriteNumber("loss", means.Loss);
            json.WriteNumber("nll", means.NegativeLogLikelihood);
            json.WriteNumber("tokens_per_second", Math.Round(means.TargetsPerSecond, 1));
            json.WriteNumber("learning_rate", progress.LearningRate);
            json.WriteNumber("gradient_norm", progress.GradientNorm);
            json.WriteStartObject("gradient_norms");
            for (int layer = 0; layer < layers.Names.Count; layer++)
            {
                json.WriteNumber(layers.Names[layer], layers.Values[layer]);
            }

            json.WriteEndObject();
            json.WriteNumber("seconds", Math.Round(progress.Elapsed.TotalSeconds, 3));
            json.WriteEndObject();
        }

        Append(line);
    }

    public void WriteValidation(long step, string kind, ValidationScores scores, TimeSpan elapsed)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteNumber("step", step);
            json.WriteStartObject(kind);
            foreach ((string name, double value) in scores.Values)
            {
                if (double.IsFinite(value))
                {
                    json.WriteNumber(name, value);
                }
                else
                {
                    json.WriteNull(name);
                }
            }

            json.WriteEndObject();
            json.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 3));
            json.WriteEndObject();
        }

        Append(line);
    }

    /// <summary>What the model said at a validation; nothing where there is nothing.</summary>
    public void WriteSamples(long step, IReadOnlyList<ValidationSample> samples, TimeSpan elapsed)
    {
        if (samples.Count == 0)
        {
            return;
        }

        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber("step", step);
            json.WriteStartArray("samples");
            foreach (ValidationSample sample in samples)
            {
                json.WriteStartObject();
                json.WriteString("source", sample.Source);
                json.WriteString("reference", sample.Reference);
                json.WriteString("hypothesis", sample.Hypothesis);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 3));
            json.WriteEndObject();
        }

        Append(line);
    }

    /// <summary>Puts everything on the disk, before a checkpoint that counts on it.</summary>
    /// <returns>The length of the file.</returns>
    public long Flush()
    {
        stream.Flush(flushToDisk: true);
        return stream.Length;
    }

    public void Dispose() => stream.Dispose();

    private void Append(MemoryStream line)
    {
        line.WriteByte((byte)'\n');
        stream.Write(line.GetBuffer(), 0, (int)line.Length);
        stream.Flush();
    }
}

/// <summary>The means of a log interval.</summary>
internal readonly record struct IntervalMeans(double Loss, double NegativeLogLikelihood, double TargetsPerSecond);
