using System.Runtime.InteropServices;
using Heed.Media.Audio.Features;
using Heed.Models.Audio;
using Heed.Nn.Attention;
using Heed.Nn.Masks;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Ops;

namespace Heed.Models.StreamingEncoder;

/// <summary>
/// A sound chunk by chunk. Each layer keeps keys and values of as many rows as its chunks' left context has, and no more; rows that have passed out
/// of it are forgotten. The rows that come out are those of the whole sound in one pass.
/// </summary>
internal sealed class ChunkStream : FrameStream
{
    private readonly StreamingEncoderModel model;
    private readonly Workspace workspace;
    private readonly RowCache[] caches;
    private readonly int chunkRows;
    private readonly int leftRows;
    private readonly int rowLength;
    private readonly List<float> waiting = [];
    private readonly double[] sums;
    private readonly float[] mean;
    private float[] logits = [];
    private int keptRows;
    private long rows;

    public ChunkStream(StreamingEncoderModel model, ChunkedMask mask, Workspace workspace)
    {
        (this.model, this.workspace) = (model, workspace);
        (chunkRows, leftRows) = (mask.Size, mask.Size * mask.LeftChunks!.Value);
        rowLength = model.Options.FramesPerRow * LogMel.Bands;
        (sums, mean) = (new double[model.Width], new float[model.Width]);
        int columns = 2 * model.Options.Heads.KeyValueCount * model.Options.Heads.Width(model.Width);
        caches = [.. Enumerable.Range(0, model.Options.Layers).Select(_ => new RowCache(columns))];
        foreach (RowCache cache in caches)
        {
            cache.Resize(leftRows + chunkRows);
        }
    }

    public override int ChunkFrames => chunkRows * model.Options.FramesPerRow;

    public override long Bytes => caches.Sum(cache => cache.Bytes) + (waiting.Capacity * sizeof(float)) + (sums.Length * (sizeof(double) + sizeof(float)));

    public override ReadOnlySpan<float> Logits => logits;

    /// <summary>Told the encoder's rows (N, D) of each chunk.</summary>
    internal Action<Tensor> OnRows { get; set; } = static _ => { };

    public override int Push(ReadOnlySpan<float> frames)
    {
        int chunks = 0;
        int chunkLength = chunkRows * rowLength;
        while (waiting.Count + frames.Length >= chunkLength)
        {
            int taken = chunkLength - waiting.Count;
            waiting.AddRange(frames[..taken]);
            frames = frames[taken..];
            Run(chunkRows);
            chunks++;
        }

        waiting.AddRange(frames);
        return chunks;
    }

    public override void Finish()
    {
        if (waiting.Count >= rowLength)
        {
            Run(waiting.Count / rowLength);
        }
    }

    protected override void Dispose(bool disposing)
    {
        foreach (RowCache cache in caches)
        {
            cache.Dispose();
        }
    }

    private void Run(int count)
    {
        workspace.BeginInferenceStep();
        Tensor stacked = workspace.From(CollectionsMarshal.AsSpan(waiting)[..(count * rowLength)], new Shape(count, rowLength)); // (N, 80 k)
        waiting.Clear();
        Tensor encoded = model.Encoder.Step(model.Project(stacked), caches, Past(count)); // (N, D)
        OnRows(encoded);
        Forget(keptRows + count);
        Average(encoded);
    }

    // Every row of a chunk sees what is kept and the whole chunk.
    private PastRows Past(int count)
    {
        Integers first = workspace.AllocateIntegers(count);
        Integers last = workspace.AllocateIntegers(count);
        Integers own = workspace.AllocateIntegers(count);
        for (int row = 0; row < count; row++)
        {
            (first.Values[row], last.Values[row], own.Values[row]) = (0, keptRows + count - 1, keptRows + row);
        }

        return new PastRows(new VisibleRows(first, last) { Own = own }, own, model.Encoder.Position.Bias(workspace, leftRows + chunkRows));
    }

    private void Forget(int present)
    {
        int kept = Math.Min(present, leftRows);
        if (kept < present)
        {
            foreach (RowCache cache in caches)
            {
                cache.CopyRows(present - kept, 0, kept);
            }
        }

        keptRows = kept;
    }

    private void Average(Tensor encoded)
    {
        rows += encoded.Rows;
        for (int index = 0; index < encoded.Values.Length; index++)
        {
            sums[index % sums.Length] += encoded.Values[index];
        }

        for (int column = 0; column < mean.Length; column++)
        {
            mean[column] = (float)(sums[column] / rows);
        }

        ReadOnlySpan<float> scores = model.Classify(workspace.From(mean, new Shape(1, mean.Length))).Values;
        if (logits.Length == 0)
        {
            logits = new float[scores.Length];
        }

        scores.CopyTo(logits);
    }
}
