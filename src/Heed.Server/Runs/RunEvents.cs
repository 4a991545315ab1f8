using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Heed.Models.Inspection;

namespace Heed.Server.Runs;

/// <summary>A run's metrics as server-sent events, for as long as somebody listens: one that is finished may go on.</summary>
/// <param name="run">The run.</param>
/// <param name="poll">How often the file is looked at.</param>
internal sealed class RunEvents(RunView run, TimeSpan poll)
{
    // Where the file was cut is not known to one who was away; sending a few lines again costs nothing.
    private const string AllVoid = """{"step":0}""";

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>
    /// <c>point</c> is a line and has an id, <c>restart</c> says that the lines behind a step are void, <c>state</c> what the run is doing, <c>ping</c> nothing.
    /// </summary>
    /// <param name="lastId">The id of the last line that the listener has; null: it has none.</param>
    /// <param name="cancellation">The listener went away, or the server stops.</param>
    public async IAsyncEnumerable<SseItem<string>> Follow(string? lastId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var file = new MetricsFile(run.MetricsPath);
        bool restarted = lastId is not null && !file.TryResume(lastId);
        RunSummary? told = null;
        long quietSince = Environment.TickCount64;
        while (!cancellation.IsCancellationRequested)
        {
            // Whether it runs is asked first: a run that has ended has then written all that it will.
            bool isRunning = run.IsRunning();
            IReadOnlyList<MetricsLine> lines = file.ReadNew(out bool cut);
            RunSummary now = told is not null && lines.Count == 0 && isRunning == (told.State == RunState.Running) ? told : run.Summarize(isRunning, file.Newest);
            if (restarted || cut)
            {
                yield return new SseItem<string>(AllVoid, "restart");
            }

            foreach (MetricsLine line in lines)
            {
                if (line.Parse() is not null)
                {
                    yield return new SseItem<string>(line.Json, "point") { EventId = line.Id };
                }
            }

            if (told?.State != now.State)
            {
                yield return new SseItem<string>(JsonSerializer.Serialize(now, TraceJson.Options), "state");
            }

            quietSince = lines.Count > 0 || told?.State != now.State ? Environment.TickCount64 : quietSince;
            if (Environment.TickCount64 - quietSince > Silence.TotalMilliseconds)
            {
                yield return new SseItem<string>("{}", "ping");
                quietSince = Environment.TickCount64;
            }

            (told, restarted) = (now, false);
            await Task.Delay(poll, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
