using System.Diagnostics;
using Heed.Load;
using Heed.Server.Tests.Support;

namespace Heed.Service.Tests;

/// <summary>What happens to services: clients vanish, processes are killed, files are replaced under them.</summary>
public sealed class FaultTests(Support.Service service)
{
    private static readonly string LongText = string.Join('\n', Enumerable.Range(0, 3000).Select(index => $"{index} women talk on a bench in the park by the river."));

    [Fact]
    public async Task Clients_that_go_away_stop_their_work()
    {
        string expected = await Support.Service.Translate(service.Client, "Two dogs play in the snow.");
        for (int round = 0; round < 5; round++)
        {
            using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));
            await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            {
                using HttpClient client = Support.Service.NewClient(service.Server);
                using var content = new StringContent(System.Text.Json.JsonSerializer.Serialize(new { q = LongText, source = "en", target = "de" }), System.Text.Encoding.UTF8, "application/json");
                try
                {
                    using HttpResponseMessage response = await client.PostAsync("translate", content, leaving.Token);
                }
                catch (OperationCanceledException)
                {
                }
            }));
        }

        // Forty texts of 3,000 sentences would keep the model busy for minutes; what is asked now must not wait for them.
        var clock = Stopwatch.StartNew();
        Assert.Equal(expected, await Support.Service.Translate(service.Client, "Two dogs play in the snow."));
        TimeSpan one = clock.Elapsed;
        clock.Restart();
        await Support.Service.Translate(service.Client, string.Join('\n', LongText.Split('\n').Take(300)));
        Assert.True(one < TimeSpan.FromSeconds(5) + (3 * clock.Elapsed), $"waited {one} behind clients that had gone; 300 sentences take {clock.Elapsed}");
    }

    [Fact]
    public async Task A_server_killed_under_load_starts_again_and_answers_the_same()
    {
        string expected = await Support.Service.Translate(service.Client, "Two dogs play in the snow.");
        await using ServerProcess first = await ServerProcess.Start(["--model", service.Model], TestContext.Current.CancellationToken);
        using HttpClient client = Support.Service.NewClient(first);
        Task[] asking = [.. Enumerable.Range(0, 16).Select(_ => Assert.ThrowsAnyAsync<HttpRequestException>(async () =>
        {
            while (true)
            {
                await Support.Service.Translate(client, "Three women talk on a bench.");
            }
        }))];
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await first.Kill();
        await Task.WhenAll(asking); // every client hears of it at once

        await using ServerProcess second = await ServerProcess.Start(["--model", service.Model, "--port", $"{first.Address.Port}"], TestContext.Current.CancellationToken);
        Assert.Equal(first.Address, second.Address);
        Assert.Equal(expected, await Support.Service.Translate(client, "Two dogs play in the snow."));
    }

    [Fact]
    public async Task A_stop_finishes_what_runs_and_exits_with_0()
    {
        await using ServerProcess server = await ServerProcess.Start(["--model", service.Model], TestContext.Current.CancellationToken);
        using HttpClient client = Support.Service.NewClient(server);
        Task<string>[] asked = [.. Enumerable.Range(0, 12).Select(_ => Support.Service.Translate(client, "Two dogs play in the snow. The children are reading a book."))];
        await Task.WhenAny(asked); // all have arrived by then
        Assert.Equal(0, await server.Stop(TestContext.Current.CancellationToken));
        string[] answers = await Task.WhenAll(asked);
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
    }

    [Fact]
    public async Task A_model_folder_may_be_replaced_while_it_is_served()
    {
        using var folder = new TemporaryFolder();
        string model = TinyModels.Translator(folder.File("model"));
        await using ServerProcess server = await ServerProcess.Start(["--model", model], TestContext.Current.CancellationToken);
        using HttpClient client = Support.Service.NewClient(server);
        string before = await Support.Service.Translate(client, "Two dogs play in the snow.");
        string other = TinyModels.Translator(folder.File("other"), seed: 77);
        foreach (string file in Directory.GetFiles(other))
        {
            File.Copy(file, Path.Combine(model, Path.GetFileName(file)), overwrite: true); // over the very bytes that were loaded
        }

        Assert.Equal(before, await Support.Service.Translate(client, "Two dogs play in the snow."));
        Directory.Delete(model, recursive: true);
        Assert.Equal(before, await Support.Service.Translate(client, "Two dogs play in the snow."));
        Assert.Equal(0, await server.Stop(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_translated_does_not_appear_in_the_log()
    {
        await using ServerProcess server = await ServerProcess.Start(["--model", service.Model], TestContext.Current.CancellationToken);
        using HttpClient client = Support.Service.NewClient(server);
        await Support.Service.Translate(client, "Rumpelstiltskin is my secret name.");
        await Support.Service.Post(client, "{\"q\": \"Rumpelstiltskin");
        using HttpResponseMessage query = await client.GetAsync("translate?q=Rumpelstiltskin", TestContext.Current.CancellationToken);
        Assert.Equal(0, await server.Stop(TestContext.Current.CancellationToken));
        Assert.DoesNotContain("Rumpelstiltskin", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_one_sentence()
    {
        var exception = await Assert.ThrowsAsync<Heed.Text.UserException>(() =>
            ServerProcess.Start(["--model", service.Model, "--port", $"{service.Server.Address.Port}"], TestContext.Current.CancellationToken));
        Assert.Contains($"port {service.Server.Address.Port}", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_a_short_load_no_answer_is_lost_or_swapped()
    {
        var options = new LoadOptions { Model = service.Model, Clients = 24, Duration = TimeSpan.FromSeconds(3) };
        IReadOnlyList<LoadText> texts = LoadText.Make(Enumerable.Range(0, 120).Select(index => $"{index} dogs and {index * 7 % 31} women play in the {(index % 2 == 0 ? "snow" : "park")}."), "en");
        LoadReport report = await LoadClients.Run(service.Server, options, texts, Offline.Measure(options, texts).Translations);
        Assert.True(report.IsClean, report.ToString());
        Assert.InRange(report.Answered, 24, int.MaxValue);
    }
}
