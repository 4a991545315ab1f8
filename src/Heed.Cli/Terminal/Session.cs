using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Heed.Cli.Terminal;

/// <summary>
/// What a command may touch of the world around it: results go to standard output, everything else to standard error, and Ctrl-C
/// cancels <see cref="Cancellation"/> (a second Ctrl-C ends the process at once).
/// </summary>
internal sealed class Session : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly CancellationTokenSource interrupt = new();
    private readonly PosixSignalRegistration[] signals;
    private readonly Lazy<IAnsiConsole> resultConsole;
    private readonly Lazy<IAnsiConsole> noteConsole;

    public Session()
    {
        Results = StandardStreams.Output();
        Notes = StandardStreams.Error();
        resultConsole = new(() => CreateConsole(Results, Console.IsOutputRedirected));
        noteConsole = new(() => CreateConsole(Notes, Console.IsErrorRedirected));
        signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt)];
    }

    /// <summary>What was asked for, and nothing else; buffered.</summary>
    public TextWriter Results { get; }

    /// <summary>Progress, remarks and errors.</summary>
    public TextWriter Notes { get; }

    /// <summary>Tables and pictures among the results; plain text where the results go to a file or a pipe, or NO_COLOR is set.</summary>
    public IAnsiConsole ResultConsole => resultConsole.Value;

    /// <summary>Bars and tables beside the results.</summary>
    public IAnsiConsole NoteConsole => noteConsole.Value;

    /// <summary>Whether a person watches standard error, so that a bar may move there.</summary>
    public static bool IsWatched => !Console.IsErrorRedirected;

    public CancellationToken Cancellation => interrupt.Token;

    /// <summary>Writes one line of JSON for machines.</summary>
    public void WriteJson(JsonNode value) => Results.WriteLine(value.ToJsonString(Json));

    public void Note(string text) => Notes.WriteLine(text);

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in signals)
        {
            signal.Dispose();
        }

        interrupt.Dispose();
    }

    private static IAnsiConsole CreateConsole(TextWriter writer, bool redirected)
    {
        bool plain = redirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
        {
            console.Profile.Width = 160;
            console.Profile.Capabilities.Unicode = true;
        }

        return console;
    }

    private void Interrupt(PosixSignalContext context)
    {
        if (!interrupt.IsCancellationRequested)
        {
            context.Cancel = true;
            interrupt.Cancel();
        }
    }
}
