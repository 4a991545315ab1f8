using System.Net.ServerSentEvents;
using Heed.Server.Tests.Support;

namespace Heed.Server.Tests.Runs;

public sealed class RunEventsTests(ServedModels models) : IDisposable
{
    private readonly FakeRun run = new();

    [Fact]
    public async Task Lines_arrive_as_they_are_written_and_states_as_they_change()
    {
        run.Append("""{"step":50}""", """{"step":100}""");
        await using RunningServer server = await Start();
        using FileStream held = run.Lock();
        await using Listener listener = await Listener.Open(server);
        Assert.Equal(["""point {"step":50}""", """point {"step":100}""", "state running"], await listener.Take(3));
        run.Append("""{"step":150}""");
        Assert.Equal(["""point {"step":150}"""], await listener.Take(1));
        run.Append("""{"step":150,"final":{}}""");
        Assert.Equal(["""point {"step":150,"final":{}}"""], await listener.Take(1));
        await held.DisposeAsync();
        Assert.Equal(["state finished"], await listener.Take(1));
        run.Append("""{"step":200}""");
        Assert.Equal(["""point {"step":200}""", "state stopped"], await listener.Take(2));
    }

    [Fact]
    public async Task A_listener_that_comes_back_gets_what_it_has_missed_and_nothing_twice()
    {
        run.Append("""{"step":50}""", """{"step":100}""");
        await using RunningServer server = await Start();
        string id;
        await using (Listener first = await Listener.Open(server))
        {
            await first.Take(2);
            id = first.LastId;
        }

        run.Append("""{"step":150}""", """{"step":200}""");
        await using (Listener second = await Listener.Open(server, id))
        {
            Assert.Equal(["""point {"step":150}""", """point {"step":200}""", "state stopped"], await second.Take(3));
            Assert.True(double.Parse(second.LastId, System.Globalization.CultureInfo.InvariantCulture) > double.Parse(id, System.Globalization.CultureInfo.InvariantCulture));
        }

        string known = (string)(await server.Get("/api/runs/first")).Json["lastId"]!;
        await using Listener third = await Listener.Open(server, path: $"?from={known}");
        Assert.Equal(["state stopped"], await third.Take(1));
    }

    [Fact]
    public async Task A_run_that_goes_back_begins_anew_for_its_listener()
    {
        run.Append("""{"step":50}""", """{"step":100}""", """{"step":150}""");
        await using RunningServer server = await Start();
        await using Listener listener = await Listener.Open(server);
        await listener.Take(4);
        run.Cut(1);
        Assert.Equal(["""restart {"step":0}""", """point {"step":50}"""], await listener.Take(2));
        run.Append("""{"step":100,"loss":1}""");
        Assert.Equal(["""point {"step":100,"loss":1}"""], await listener.Take(1));
    }

    [Fact]
    public async Task Going_back_is_noticed_by_one_who_was_away_and_when_the_file_has_grown_again()
    {
        run.Append("""{"step":50}""", """{"step":100,"loss":3}""");
        await using RunningServer server = await Start();
        await using Listener listener = await Listener.Open(server);
        await listener.Take(3);
        run.Cut(1);
        run.Append("""{"step":100,"loss":4}""", """{"step":150,"loss":5}""");
        string[] anew = ["""restart {"step":0}""", """point {"step":50}""", """point {"step":100,"loss":4}""", """point {"step":150,"loss":5}"""];
        await using (Listener other = await Listener.Open(server, listener.LastId))
        {
            Assert.Equal(anew, await other.Take(4));
        }

        Assert.Equal(anew, await listener.Take(4));
    }

    [Fact]
    public async Task A_server_that_stops_does_not_wait_for_listeners()
    {
        run.Append("""{"step":50}""");
        await using RunningServer server = await Start();
        await using Listener listener = await Listener.Open(server);
        await listener.Take(2);
        Task stop = server.Stop();
        Assert.Same(stop, await Task.WhenAny(stop, Task.Delay(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)));
    }

    public void Dispose() => run.Dispose();

    private Task<RunningServer> Start() => RunningServer.Start(models.Options with { Runs = run.Runs });

    private sealed class Listener : IAsyncDisposable
    {
        private readonly HttpResponseMessage response;
        private readonly IAsyncEnumerator<SseItem<string>> items;
        private readonly SseParser<string> parser;

        private Listener(HttpResponseMessage response, Stream stream)
        {
            this.response = response;
            parser = SseParser.Create(stream);
            items = parser.EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        }

        public string LastId => parser.LastEventId;

        public static async Task<Listener> Open(RunningServer server, string? lastId = null, string path = "")
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/api/runs/first/events{path}");
            if (lastId is not null)
            {
                request.Headers.Add("Last-Event-ID", lastId);
            }

            HttpResponseMessage response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
            return new Listener(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        }

        /// <summary>The next events, fewer where the server ends; of a state only its name.</summary>
        public async Task<string[]> Take(int count)
        {
            var taken = new List<string>();
            while (taken.Count < count && await items.MoveNextAsync())
            {
                SseItem<string> item = items.Current;
                taken.Add(item.EventType == "state" ? $"state {(string)System.Text.Json.Nodes.JsonNode.Parse(item.Data)!["state"]!}" : $"{item.EventType} {item.Data}");
            }

            return [.. taken];
        }

        public async ValueTask DisposeAsync()
        {
            response.Dispose();
            await ValueTask.CompletedTask;
        }
    }
}
