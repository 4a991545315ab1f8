using Heed.Models.Generation;
using Heed.Server.Engines;

namespace Heed.Server;

/// <summary>What is served, where, and within which limits.</summary>
public sealed record ServerOptions
{
    /// <summary>The models; at least one.</summary>
    public required IReadOnlyList<ModelSource> Models { get; init; }

    /// <summary>The address to listen on; the loopback address unless others shall reach the server.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; } = 5000;

    /// <summary>Threads of each model; 0 is one a processor.</summary>
    public int Threads { get; init; }

    /// <summary>How translations are searched for where a request does not say.</summary>
    public SearchOptions Search { get; init; } = new();

    /// <summary>How much may wait, and how much goes through a model at once.</summary>
    public EngineLimits Engine { get; init; } = new();

    /// <summary>What a request may ask for.</summary>
    public RequestLimits Requests { get; init; } = new();

    /// <summary>The keys that clients have to show; null: none are asked for.</summary>
    public IReadOnlyList<string>? ApiKeys { get; init; }

    /// <summary>A folder with training runs to watch; null: none.</summary>
    public string? Runs { get; init; }

    /// <summary>How long a stop waits for what is running.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether log lines are JSON, for machines.</summary>
    public bool JsonLogs { get; init; }
}
