using System.Diagnostics;
using System.Text;
using Heed.Text;

namespace Heed.Load;

/// <summary><c>heed serve</c> as a process of its own, killed at the latest when disposed.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string Listens = "Listens on ";

    private readonly Process process;
    private readonly StringBuilder output;

    private ServerProcess(Process process, StringBuilder output, Uri address)
    {
        (this.process, this.output, Address) = (process, output, address);
    }

    public Uri Address { get; }

    /// <summary>What it has used so far, of all processors together.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Null while it runs.</summary>
    public int? ExitCode => process.HasExited ? process.ExitCode : null;

    /// <summary>All that it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Starts it on a free port (or that of <paramref name="arguments"/>) and waits until it listens and its models are warm.</summary>
    /// <exception cref="UserException">It ended at once; the message has what it wrote.</exception>
    public static async Task<ServerProcess> Start(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        string[] all = [.. arguments];
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (string argument in (string[])[FindProgram(), "serve", .. all, .. all.Contains("--port") ? [] : (string[])["--port", "0"]])
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        var output = new StringBuilder();
        var listens = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Read(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }

            int found = line.Data?.IndexOf(Listens, StringComparison.Ordinal) ?? -1;
            if (found >= 0)
            {
                listens.TrySetResult(new Uri(line.Data![(found + Listens.Length)..].Split(' ')[0]));
            }
        }

        process.ErrorDataReceived += Read;
        process.OutputDataReceived += Read;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        Task ended = process.WaitForExitAsync(cancellation);
        if (await Task.WhenAny(listens.Task, ended).ConfigureAwait(false) == ended)
        {
            lock (output)
            {
                throw new UserException($"The server ended with exit code {process.ExitCode}: {output}");
            }
        }

        var server = new ServerProcess(process, output, await listens.Task.ConfigureAwait(false));
        using var client = new HttpClient { BaseAddress = server.Address };
        while (!(await client.GetAsync("ready", cancellation).ConfigureAwait(false)).IsSuccessStatusCode)
        {
            await Task.Delay(50, cancellation).ConfigureAwait(false);
        }

        return server;
    }

    /// <summary>Ends it as a power failure would.</summary>
    public Task Kill()
    {
        process.Kill();
        return process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a service manager does (SIGTERM), and waits until it has; its exit code.</summary>
    public async Task<int> Stop(CancellationToken cancellation)
    {
        using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await Kill().ConfigureAwait(false);
        }

        process.Dispose();
    }

    /// <summary>The command line of the same build as this assembly.</summary>
    private static string FindProgram()
    {
        var build = new DirectoryInfo(AppContext.BaseDirectory);
        for (DirectoryInfo? folder = build; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Heed.slnx")))
            {
                return Path.Combine(folder.FullName, "src/Heed.Cli/bin", build.Parent!.Name, build.Name, "heed.dll");
            }
        }

        throw new UserException($"No folder above {build.FullName} holds Heed.slnx: run this from a build of the repository.");
    }
}
