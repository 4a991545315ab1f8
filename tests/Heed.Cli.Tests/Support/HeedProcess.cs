using System.Diagnostics;
using System.Text;

namespace Heed.Cli.Tests.Support;

/// <summary>Runs the built command line as a process of its own, as a shell would.</summary>
internal static class HeedProcess
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Runs to the end.</summary>
    public static HeedResult Run(params string[] arguments) => Run("", arguments);

    /// <summary>Runs to the end with <paramref name="input"/> on standard input.</summary>
    public static HeedResult Run(string input, string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A command that fails early does not read its input.
        }

        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(3)), $"heed {string.Join(' ', arguments)} did not end.");
        return new HeedResult(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>
    /// Sends what Ctrl-C sends. Where the tests themselves run with that ignored, as what a shell puts in the background does, their children
    /// ignore it too: then the signal is the other one that heed takes for Ctrl-C.
    /// </summary>
    public static void Interrupt(Process process)
    {
        const string Status = "/proc/self/status";
        const long Sigint = 1L << 1;
        string? ignored = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) : null;
        bool isIgnored = ignored is not null && (Convert.ToInt64(ignored["SigIgn:".Length..].Trim(), 16) & Sigint) != 0;
        using var kill = Process.Start("kill", [isIgnored ? "-TERM" : "-INT", $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Starts it; the caller reads, writes and waits.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "heed.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
