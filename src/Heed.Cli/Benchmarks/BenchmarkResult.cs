using System.Text.Json.Nodes;
using Heed.Tensors;

namespace Heed.Cli.Benchmarks;

/// <summary>What a benchmark measured; the JSON names are fixed, other programs read them.</summary>
internal sealed record BenchmarkResult
{
    public required long TargetTokens { get; init; }

    public required double Seconds { get; init; }

    public required int Threads { get; init; }

    public required long Parameters { get; init; }

    /// <summary>How the matrix products are computed.</summary>
    public string Precision { get; init; } = "float32";

    /// <summary>What the machine could do meanwhile; null unless a profile was asked for.</summary>
    public MachineLimits? Limits { get; init; }

    /// <summary>More, for this benchmark only.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonNode?>> Details { get; init; } = [];

    public double TargetTokensPerSecond => TargetTokens / Seconds;

    /// <summary>The most memory that this process has had so far, in bytes.</summary>
    public long PeakMemoryBytes { get; } = PeakMemory.Bytes;

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["target_tokens_per_second"] = TargetTokensPerSecond,
            ["peak_memory_bytes"] = PeakMemoryBytes,
            ["precision"] = Precision,
            ["threads"] = Threads,
            ["seconds"] = Seconds,
            ["target_tokens"] = TargetTokens,
            ["parameters"] = Parameters,
        };
        foreach ((string key, JsonNode? value) in Details)
        {
            json[key] = value;
        }

        return json;
    }

    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{TargetTokensPerSecond:N0} target tokens/s · {Precision} · {Threads} threads · {Parameters / 1e6:F1} M parameters · peak memory {PeakMemoryBytes / 1e6:N0} MB");
}
