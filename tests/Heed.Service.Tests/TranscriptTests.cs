using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Heed.Server.Tests.Support;

namespace Heed.Service.Tests;

/// <summary>
/// What curl sees, byte for byte: commands and their answers in <c>Transcripts/</c>. What a model writes and headers that the format leaves open are not compared. With HEED_WRITE_TRANSCRIPTS
/// set to that folder the answers are written instead of compared.
/// </summary>
public sealed partial class TranscriptTests(Support.Service service)
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Transcripts"), "*.txt").Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Answers_are_those_of_the_transcript(string name)
    {
        using var folder = new TemporaryFolder();
        string[] commands = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Transcripts", name)).Where(line => line.StartsWith("$ ", StringComparison.Ordinal)).Select(line => line[2..])];
        Assert.NotEmpty(commands);
        var transcript = new StringBuilder();
        foreach (string command in commands)
        {
            transcript.Append("$ ").Append(command).Append('\n').Append(await Ask(command, folder.Path)).Append("\n\n");
        }

        if (Environment.GetEnvironmentVariable("HEED_WRITE_TRANSCRIPTS") is { Length: > 0 } target)
        {
            File.WriteAllText(Path.Combine(target, name), transcript.ToString().TrimEnd('\n') + "\n");
        }
        else
        {
            Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Transcripts", name)), transcript.ToString().TrimEnd('\n') + "\n");
        }
    }

    private async Task<string> Ask(string command, string folder)
    {
        Assert.StartsWith("curl ", command, StringComparison.Ordinal);
        try
        {
            string shell = $"printf 'Some text.\\n' >sample.txt; curl --silent --show-error --include --max-time 60 {command[5..].Replace("$SERVER", service.Server.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)}";
            using var process = Process.Start(new ProcessStartInfo("sh", ["-c", shell]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 })!;
            Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string answer = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipWhen(process.ExitCode == 127, "needs curl");
            Assert.True(process.ExitCode == 0, await error);
            string kept = command.Contains("Origin:", StringComparison.Ordinal) ? OtherHeaders().Replace(answer, "") : CrossOriginHeaders().Replace(OtherHeaders().Replace(answer, ""), "");
            return Written().Replace(kept, "$1…$2").Replace("\r", "", StringComparison.Ordinal).Replace(service.Server.Address.Authority, "SERVER", StringComparison.Ordinal).TrimEnd('\n');
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("needs sh and curl");
            return "";
        }
    }

    // What is fixed by the wire format stays: the rest is the server's and tested there.
    [GeneratedRegex("^(?!Content-Type|Allow|Access-Control|Content-Disposition|Retry-After)[A-Z][A-Za-z-]*: .*\r\n", RegexOptions.Multiline)]
    private static partial Regex OtherHeaders();

    [GeneratedRegex("^Access-Control.*\r\n", RegexOptions.Multiline)]
    private static partial Regex CrossOriginHeaders();

    // What the model wrote, and the name of a translated file.
    [GeneratedRegex("""("translatedText":"|download_file/)(?!\\u|<)[^"\r]+(")""")]
    private static partial Regex Written();
}
