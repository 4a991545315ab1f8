using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Heed.Load;
using Heed.Server.Tests.Support;

[assembly: AssemblyFixture(typeof(Heed.Service.Tests.Support.Service))]

namespace Heed.Service.Tests.Support;

/// <summary>A running <c>heed serve</c> with a tiny translator, for tests that leave it as it was; and the model for those that start their own.</summary>
public sealed class Service : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private ServerProcess? server;

    internal ServerProcess Server => server!;

    /// <summary>English to German, with random weights.</summary>
    internal string Model => folder.File("en-de");

    internal HttpClient Client { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        TinyModels.Translator(Model);
        server = await ServerProcess.Start(["--model", Model], TestContext.Current.CancellationToken);
        Client = NewClient(server);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        folder.Dispose();
    }

    internal static HttpClient NewClient(ServerProcess server) => new() { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>The translation of an English text.</summary>
    internal static async Task<string> Translate(HttpClient client, string text)
    {
        using HttpResponseMessage response = await client.PostAsJsonAsync("translate", new { q = text, source = "en", target = "de" }, TestContext.Current.CancellationToken);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!["translatedText"]!.GetValue<string>();
    }

    /// <summary>Posts bytes as they are to <c>/translate</c>: the status, and the message of the error.</summary>
    internal static async Task<(int Status, string? Error)> Post(HttpClient client, byte[] body, string type = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using HttpResponseMessage response = await client.PostAsync("translate", content, TestContext.Current.CancellationToken);
        string answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonNode.Parse(answer)?["error"]?.GetValue<string>());
    }

    internal static Task<(int Status, string? Error)> Post(HttpClient client, string body) => Post(client, Encoding.UTF8.GetBytes(body));
}
