using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Heed.Load;

/// <summary>Clients that ask a server for translations, each one after the other.</summary>
public static class LoadClients
{
    public static async Task<LoadReport> Run(ServerProcess server, LoadOptions options, IReadOnlyList<LoadText> texts, IReadOnlyList<ExpectedAnswer> expected)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = options.Clients }) { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(5) };
        var report = new LoadReport(options.Clients);
        TimeSpan processor = server.ProcessorTime;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, options.Clients).Select(number => Task.Run(async () =>
        {
            // Clients walk through the texts from different places, so that the same text is rarely asked for twice at a time.
            for (int turn = 0; clock.Elapsed < options.Duration; turn++)
            {
                int index = ((number * texts.Count / options.Clients) + turn) % texts.Count;
                await Ask(client, options, texts[index].Text, expected[index], clock, report).ConfigureAwait(false);
            }
        })));
        report.Finish(options.Duration, server.ProcessorTime - processor);
        return report;
    }

    private static async Task Ask(HttpClient client, LoadOptions options, string text, ExpectedAnswer expected, Stopwatch clock, LoadReport report)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            using HttpResponseMessage response = await client.PostAsJsonAsync("translate", new { q = text, source = options.Source, target = options.Target }).ConfigureAwait(false);
            string body = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
            string? translated = response.IsSuccessStatusCode ? JsonNode.Parse(body)?["translatedText"]?.GetValue<string>() : null;
            report.Add(
                (int)response.StatusCode,
                translated is null ? null : LoadText.WithoutSpaces(translated) == expected.Text,
                expected.Tokens,
                Stopwatch.GetElapsedTime(start),
                clock.Elapsed <= options.Duration);
        }
        catch (HttpRequestException)
        {
            report.Add(0, null, 0, Stopwatch.GetElapsedTime(start), isInTime: false);
        }
    }
}
