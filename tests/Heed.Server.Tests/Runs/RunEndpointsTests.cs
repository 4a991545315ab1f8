using System.Text.Json.Nodes;
using Heed.Server.Tests.Support;

namespace Heed.Server.Tests.Runs;

public sealed class RunEndpointsTests(ServedModels models) : IDisposable
{
    private readonly FakeRun run = new();

    [Fact]
    public async Task A_run_is_running_while_its_lock_is_held_and_finished_when_it_says_so()
    {
        run.Append("""{"step":50,"loss":6.5}""", """{"step":100,"loss":5.5}""");
        await using RunningServer server = await Start();
        Assert.Equal("stopped", await State(server));
        using (run.Lock())
        {
            JsonNode entry = (await server.Get("/api/runs")).Json.AsArray().Single()!;
            Assert.Equal(("first", "translation", "running", 100, 5400), ((string?)entry["name"], (string?)entry["task"], (string?)entry["state"], (int)entry["step"]!, (int)entry["maxSteps"]!));
        }

        run.Append("""{"step":100,"final":{"loss":1.5}}""");
        Assert.Equal("finished", await State(server));
        run.Append("""{"step":150,"loss":5.0}""");
        Assert.Equal("stopped", await State(server));
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "model.safetensors"), "", TestContext.Current.CancellationToken);
        Assert.Equal("finished", await State(server));
    }

    [Fact]
    public async Task All_points_come_at_once_but_no_half_line_and_no_broken_one()
    {
        run.Append("""{"step":50,"loss":6.5}""", "this is no JSON", "[1]", """{"step":100,"validation":{"bleu":null}}""");
        await File.AppendAllTextAsync(run.Metrics, """{"step":150,"lo""", TestContext.Current.CancellationToken);
        await using RunningServer server = await Start();
        JsonNode points = (await server.Get("/api/runs/first")).Json;
        Assert.Equal([50, 100], points["points"]!.AsArray().Select(point => (int)point!["step"]!));
        Assert.Equal(100, (int)points["step"]!);
        Assert.NotEmpty((string)points["lastId"]!);
    }

    [Theory]
    [InlineData("/api/runs/second")]
    [InlineData("/api/runs/..")]
    [InlineData("/api/runs/%2e%2e")]
    [InlineData("/api/runs/..%2f..%2fetc")]
    [InlineData("/api/runs/first%2f..%2ffirst")]
    [InlineData("/api/runs/../runs/..%5cfirst/events")]
    [InlineData("/api/runs/%2fetc/events")]
    public async Task Nothing_but_a_run_of_the_folder_can_be_seen(string path)
    {
        run.Append("""{"step":50}""");
        Directory.CreateDirectory(Path.Combine(run.Runs, "no-run"));
        await using RunningServer server = await Start();
        Assert.Equal(404, (await server.Get(path)).Status);
        Assert.Equal(404, (await server.Get("/api/runs/no-run")).Status);
    }

    [Fact]
    public async Task Without_a_folder_there_are_no_runs()
    {
        await using RunningServer server = await RunningServer.Start(models.Options);
        Assert.Empty((await server.Get("/api/runs")).Json.AsArray());
        Answer answer = await server.Get("/api/runs/first");
        Assert.Equal((404, "This server shows no runs; start it with --runs DIR."), (answer.Status, (string?)answer.Json["error"]));
    }

    public void Dispose() => run.Dispose();

    private Task<RunningServer> Start() => RunningServer.Start(models.Options with { Runs = run.Runs });

    private static async Task<string?> State(RunningServer server) => (string?)(await server.Get("/api/runs/first")).Json["state"];
}
