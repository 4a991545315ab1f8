using System.Diagnostics;
using System.Text.Json.Nodes;
using Heed.Models.Generation;
using Heed.Models.Transformer;
using Heed.Tensors;
using Heed.Tensors.Memory;

namespace Heed.Cli.Benchmarks;

/// <summary>Times decoding with random weights, every translation forced to the same length, sentences of like length together.</summary>
internal sealed record DecodingBenchmark
{
    /// <summary>Ids of each source.</summary>
    public required IReadOnlyList<int[]> Sources { get; init; }

    public required BenchmarkShape Shape { get; init; }

    /// <summary>Tokens of every translation.</summary>
    public required int Length { get; init; }

    public required int Beam { get; init; }

    /// <summary>Sentences in a batch.</summary>
    public required int Batch { get; init; }

    /// <summary>0: one a processor.</summary>
    public int Threads { get; init; }

    /// <summary>Counts the time of each op; null for none.</summary>
    public StepProfile? Profile { get; init; }

    public BenchmarkResult Run(CancellationToken cancellation)
    {
        using var workers = new WorkerPool(Threads);
        using var workspace = new Workspace(workers);
        using var model = new TransformerModel(Shape.ToOptions(dropout: 0, Math.Max(Sources.Max(source => source.Length), Length + 1)), forTraining: false);
        model.Parameters.Initialize(seed: 1);
        using var search = new BeamSearch(model, workspace, startToken: 2, endToken: 3);
        var options = new SearchOptions { Beam = Beam, ForcedLength = Length };
        int[][][] batches = [.. Sources.OrderBy(source => source.Length).Chunk(Batch)];
        Search(search, batches[^1], options);
        Search(search, batches[0], options);
        workspace.Profile = Profile;
        long start = Stopwatch.GetTimestamp();
        foreach (int[][] batch in batches)
        {
            cancellation.ThrowIfCancellationRequested();
            Search(search, batch, options);
        }

        return new BenchmarkResult
        {
            TargetTokens = (long)Sources.Count * Length,
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
            Threads = workers.Workers,
            Parameters = model.Parameters.Count,
            Limits = Profile is null ? null : MachineLimits.Measure(workers),
            Details = [new("beam", JsonValue.Create(Beam)), new("batch", JsonValue.Create(Batch)), new("sentences", JsonValue.Create(Sources.Count))],
        };
    }

    private static void Search(BeamSearch search, int[][] batch, SearchOptions options)
    {
        var offsets = new int[batch.Length + 1];
        for (int index = 0; index < batch.Length; index++)
        {
            offsets[index + 1] = offsets[index] + batch[index].Length;
        }

        search.Search([.. batch.SelectMany(ids => ids)], offsets, options);
    }
}
