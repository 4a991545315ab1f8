using System.CommandLine;
using System.Runtime.CompilerServices;
using Heed.Cli.Serving;
using Heed.Cli.Terminal;

namespace Heed.Cli.Commands;

/// <summary><c>heed serve</c>: models for other programs and for a browser.</summary>
internal static class ServeCommand
{
    public static Command Create(Session session)
    {
        var flags = new ServeFlags();
        var verb = new Verb("serve", "Serve models: LibreTranslate's API, OpenAI's completions, and a page to translate and look inside.");
        flags.AddTo(verb);
        verb.Examples =
        [
            ("one model; then open http://127.0.0.1:5000", "./heed serve --model models/quickstart"),
            ("two directions and a language model", "./heed serve --model models/en-de --model de-en=models/other --model runs/tinyshakespeare"),
            ("for others, with keys and limits", "./heed serve --model DIR --host 0.0.0.0 --api-keys keys.txt --rate-limit 60 --max-characters 5000"),
            ("translate", "curl -d q='Two dogs play.' -d source=en -d target=de http://127.0.0.1:5000/translate"),
        ];
        verb.SetAction((parsed, _) => Run(session, flags, parsed));
        return verb;
    }

    // Of its own, so that the web server's assemblies are loaded by this verb alone.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> Run(Session session, ServeFlags flags, ParseResult parsed)
    {
        await Server.HeedServer.RunAsync(flags.Read(parsed), session.Note, session.Cancellation).ConfigureAwait(false);
        return ExitCode.Ok;
    }
}
