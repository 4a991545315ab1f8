using System.CommandLine;
using System.Runtime.CompilerServices;
using Heed.Cli.Terminal;
using Heed.Server;

namespace Heed.Cli.Commands;

/// <summary><c>heed serve</c>: models for other programs and for a browser.</summary>
internal static class ServeCommand
{
    public static Command Create(Session session)
    {
        var models = new Option<string[]>("--model")
        {
            Description = "A model folder, with its languages before it where it does not say them itself; several for several languages.",
            HelpName = "[en-de=]DIR",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        Option<int> port = CommonOptions.Number("--port", 5000, "The port to listen on; 0 takes a free one.", least: 0);
        var host = new Option<string>("--host") { Description = "The address to listen on; 0.0.0.0 lets other machines in.", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };
        var runs = new Option<string?>("--runs") { Description = "A folder with training runs to watch in the browser.", HelpName = "DIR" };
        var verb = new Verb("serve", "Serve models: LibreTranslate's API, OpenAI's completions, and a page to translate and look inside.") { models, port, host, runs };
        verb.Examples =
        [
            ("one model, then open http://127.0.0.1:5000", "./heed serve --model models/quickstart"),
            ("two directions", "./heed serve --model en-de=models/en-de de-en=models/de-en"),
        ];
        verb.SetAction((parsed, cancellation) => Run(session, new ServerOptions
        {
            Models = [.. parsed.GetValue(models)!.Select(ModelSource.Parse)],
            Host = parsed.GetValue(host)!,
            Port = parsed.GetValue(port),
            Runs = parsed.GetValue(runs),
        }));
        return verb;
    }

    // Of its own, so that the web server's assemblies are loaded by this verb alone.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> Run(Session session, ServerOptions options)
    {
        await HeedServer.RunAsync(options, session.Note, session.Cancellation).ConfigureAwait(false);
        return ExitCode.Ok;
    }
}
