using System.Net;
using System.Net.Sockets;
using Heed.Server.Tests.Support;
using Heed.Text;

namespace Heed.Server.Tests;

public sealed class ServerOptionsTests(SharedServer shared)
{
    [Fact]
    public void A_name_goes_before_the_folder()
    {
        Assert.Equal(new ModelSource("models/x"), ModelSource.Parse("models/x"));
        Assert.Equal(new ModelSource("models/x=y", "en-de"), ModelSource.Parse("en-de=models/x=y"));
        Assert.Throws<UserException>(() => ModelSource.Parse("en-de="));
        Assert.Throws<UserException>(() => ModelSource.Parse("=x"));
    }

    [Fact]
    public void Each_wrong_model_has_its_sentence()
    {
        using var folder = new TemporaryFolder();
        string silent = TinyModels.Translator(folder.File("silent"), source: null, target: null);
        Complains("There is no model folder nowhere", new ModelSource("nowhere"));
        Complains("does not say what it translates; name its languages, as in --model en-de=", new ModelSource(silent));
        Complains("'german' is no pair of languages", new ModelSource(silent, "german"));
        Complains("Two models translate en-de", new ModelSource(shared.Models.EnglishGerman), new ModelSource(silent, "EN-de"));
    }

    [Fact]
    public void A_name_of_a_machine_is_no_address() =>
        Assert.StartsWith("'elsewhere' is no address", Assert.Throws<UserException>(() => HeedServer.Build(shared.Models.Options with { Host = "elsewhere" })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_port_in_use_has_its_sentence_and_a_stop_ends_the_server()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        UserException complaint = await Assert.ThrowsAsync<UserException>(() => HeedServer.RunAsync(shared.Models.Options with { Port = port }, _ => { }, TestContext.Current.CancellationToken));
        Assert.StartsWith($"The server cannot listen on 127.0.0.1, port {port}", complaint.Message, StringComparison.Ordinal);

        using var stop = new CancellationTokenSource();
        var said = new List<string>();
        var listens = new TaskCompletionSource();
        Task running = HeedServer.RunAsync(
            shared.Models.Options with { Port = 0 },
            line =>
            {
                said.Add(line);
                if (line.StartsWith("Listens", StringComparison.Ordinal))
                {
                    listens.TrySetResult();
                }
            },
            stop.Token);
        await listens.Task;
        await stop.CancelAsync();
        await running;
        Assert.Equal(["Translates English to German (en-de).", "Translates Chinese to English (zh-en).", "Goes on with texts: stories."], said[..3]);
        Assert.StartsWith("Listens on http://127.0.0.1:", said[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_changes_while_it_is_served_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        string model = TinyModels.Translator(folder.File("en-de"));
        await using RunningServer server = await RunningServer.Start(new ServerOptions { Models = [new ModelSource(model)] });
        const string Question = """{"q":"Two dogs play.","source":"en","target":"de"}""";
        string before = (await server.Post("/translate", Question)).Body;
        TinyModels.Translator(model, seed: 99);
        Assert.Equal(before, (await server.Post("/translate", Question)).Body);
        Directory.Delete(model, recursive: true);
        Assert.Equal(before, (await server.Post("/translate", Question)).Body);
    }

    private static void Complains(string sentence, params ModelSource[] models) =>
        Assert.Contains(sentence, Assert.Throws<UserException>(() => HeedServer.Build(new ServerOptions { Models = models })).Message, StringComparison.Ordinal);
}
