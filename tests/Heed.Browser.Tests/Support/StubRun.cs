using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Heed.Browser.Tests.Support;

/// <summary>A run of training that goes on as a test says.</summary>
internal sealed class StubRun
{
    private readonly Lock guard = new();
    private readonly List<(string Event, string Data)> sent = [];
    private readonly List<ChannelWriter<int>> listeners = [];

    public StubRun()
    {
        Append("state", """{"state":"running","step":1000,"maxSteps":2000}""");
        for (int step = 50; step <= 1000; step += 50)
        {
            Interval(step);
        }

        Append("point", """{"step":1000,"validation":{"loss":2.5,"bleu":12.5},"seconds":9}""");
        Append("point", """{"step":1000,"samples":[{"source":"A dog <b>runs</b>.","reference":"Ein Hund rennt.","translation":"Ein Hund läuft."}],"seconds":9}""");
    }

    public static JsonArray ListOf(params string[] names) => new([.. names.Select(name => new JsonObject { ["name"] = name, ["task"] = "translation", ["state"] = "running", ["step"] = 1000, ["maxSteps"] = 2000 })]);

    public JsonArray List() => ListOf("first", "second");

    public void Interval(int step) => Append("point", string.Create(CultureInfo.InvariantCulture,
        $$$"""{"step":{{{step}}},"loss":{{{8 - step / 250.0}}},"nll":{{{7.5 - step / 250.0}}},"learning_rate":0.001,"gradient_norm":0.5,"gradient_norms":{"encoder.layers.0":0.3,"decoder.layers.0":0.4},"tokens_per_second":5000}"""));

    public void Restart(int step) => Append("restart", string.Create(CultureInfo.InvariantCulture, $$"""{"step":{{step}}}"""));

    /// <summary>Everything so far, then what comes, until the reader goes away.</summary>
    public async Task Send(HttpContext context)
    {
        Channel<int> news = Channel.CreateUnbounded<int>();
        lock (guard)
        {
            listeners.Add(news.Writer);
        }

        context.Response.ContentType = "text/event-stream";
        int next = context.Request.Headers.TryGetValue("Last-Event-ID", out var last) ? int.Parse(last.ToString(), CultureInfo.InvariantCulture) + 1 : 0;
        try
        {
            while (true)
            {
                (string Event, string Data)[] pending;
                lock (guard)
                {
                    pending = [.. sent.Skip(next)];
                }

                foreach ((string name, string data) in pending)
                {
                    await context.Response.WriteAsync($"event: {name}\nid: {next++}\ndata: {data}\n\n", context.RequestAborted);
                }

                await context.Response.Body.FlushAsync(context.RequestAborted);
                await news.Reader.ReadAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader went away.
        }
    }

    private void Append(string name, string data)
    {
        lock (guard)
        {
            sent.Add((name, data));
            listeners.ForEach(listener => listener.TryWrite(sent.Count));
        }
    }
}
