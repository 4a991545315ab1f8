using System.Diagnostics;
using System.Text.Json.Nodes;
using Heed.Server.Tests.Support;

namespace Heed.Service.Tests;

/// <summary>A client that others wrote for LibreTranslate, from the npm registry, without a change: <c>translate</c> 3.1.0.</summary>
public sealed class ClientTests(Support.Service service)
{
    private const string Package = "translate@3.1.0";

    [Fact]
    public async Task A_client_from_npm_translates()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("package.json"), """{"type": "module", "private": true}""");
        (int installed, string log) = await Run(folder.Path, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0", "--fetch-timeout=20000", Package);
        Assert.SkipUnless(installed == 0, $"needs node and {Package} of the npm registry: {log}");

        File.Copy(Path.Combine(AppContext.BaseDirectory, "Client", "client.js"), folder.File("client.js"));
        (int exit, string output) = await Run(folder.Path, "node", "client.js", service.Server.Address.ToString());
        Assert.True(exit == 0, output);
        JsonNode answers = JsonNode.Parse(output)!;
        Assert.Equal(await Support.Service.Translate(service.Client, "Two dogs play in the snow."), answers["text"]!.GetValue<string>());
        Assert.Equal("fr is not supported", answers["error"]!.GetValue<string>());
    }

    private static async Task<(int Exit, string Output)> Run(string folder, string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, process.ExitCode == 0 ? output : output + await error);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return (-1, exception.Message);
        }
    }
}
