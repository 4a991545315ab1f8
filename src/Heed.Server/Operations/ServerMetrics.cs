using Heed.Server.Engines;
using Prometheus;

namespace Heed.Server.Operations;

/// <summary>What is counted for Prometheus. Labels are names of routes and models, never anything that a user wrote.</summary>
internal sealed class ServerMetrics : IEngineObserver
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
    private static readonly double[] Sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256];
    private static readonly string[] ModelLabel = ["model"];

    private readonly CollectorRegistry registry = Metrics.NewCustomRegistry();
    private readonly Counter requests;
    private readonly Histogram latency;
    private readonly Counter sourceTokens;
    private readonly Counter targetTokens;
    private readonly Counter busy;
    private readonly Gauge speed;
    private readonly Histogram batch;
    private readonly Gauge waitingRequests;
    private readonly Gauge waitingTokens;

    public ServerMetrics()
    {
        MetricFactory make = Metrics.WithCustomRegistry(registry);
        requests = make.CreateCounter("heed_requests_total", "Requests answered.", ["route", "status"]);
        latency = make.CreateHistogram("heed_request_duration_seconds", "Time from a request to the end of its answer.", ["route"], new HistogramConfiguration { Buckets = Seconds });
        sourceTokens = make.CreateCounter("heed_source_tokens_total", "Tokens that a model has read.", ModelLabel);
        targetTokens = make.CreateCounter("heed_target_tokens_total", "Tokens that a model has written, of the best translations only.", ModelLabel);
        busy = make.CreateCounter("heed_busy_seconds_total", "Time that a model has worked.", ModelLabel);
        speed = make.CreateGauge("heed_target_tokens_per_second", "Speed of the newest batch.", ModelLabel);
        batch = make.CreateHistogram("heed_batch_size", "Sentences of a batch, or texts of a step.", ModelLabel, new HistogramConfiguration { Buckets = Sizes });
        waitingRequests = make.CreateGauge("heed_queue_requests", "Requests that wait.", ModelLabel);
        waitingTokens = make.CreateGauge("heed_queue_tokens", "Source tokens that wait.", ModelLabel);
    }

    /// <summary>Asks the engines how much waits each time that the metrics are read.</summary>
    public void Watch(ModelHub hub) => registry.AddBeforeCollectCallback(() =>
    {
        IEnumerable<(string Name, (int Requests, int Tokens) Waiting)> engines =
            [.. hub.Translators.Select(engine => (engine.Name, engine.Waiting)), .. hub.Generators.Select(engine => (engine.Name, engine.Waiting))];
        foreach ((string name, (int count, int tokens)) in engines)
        {
            waitingRequests.WithLabels(name).Set(count);
            waitingTokens.WithLabels(name).Set(tokens);
        }
    });

    public void Answered(string route, int status, TimeSpan duration)
    {
        requests.WithLabels(route, status.ToString(System.Globalization.CultureInfo.InvariantCulture)).Inc();
        latency.WithLabels(route).Observe(duration.TotalSeconds);
    }

    public void Worked(string model, in EngineReport report)
    {
        sourceTokens.WithLabels(model).Inc(report.SourceTokens);
        targetTokens.WithLabels(model).Inc(report.TargetTokens);
        busy.WithLabels(model).Inc(report.Duration.TotalSeconds);
        speed.WithLabels(model).Set(report.TargetTokens / report.Duration.TotalSeconds);
        batch.WithLabels(model).Observe(report.Rows);
    }

    public Task WriteAsync(Stream stream, CancellationToken cancellation) => registry.CollectAndExportAsTextAsync(stream, cancellation);
}
