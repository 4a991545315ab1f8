using System.CommandLine;
using Heed.Cli.Commands;
using Heed.Cli.Terminal;

namespace Heed.Cli;

/// <summary>Parses the arguments, runs the verb they name, and turns whatever happens into an exit code.</summary>
internal static class CommandLine
{
    public static int Run(string[] arguments)
    {
        using var session = new Session();
        RootCommand root = Root.Create(session, out Option<bool> verbose);
        bool nothingAsked = arguments.Length == 0;
        ParseResult parsed = root.Parse(nothingAsked ? ["--help"] : arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        try
        {
            if (parsed.Action is not Help && UsageError.Find(parsed) is { } error)
            {
                session.Note($"heed: {error}");
                session.Note($"See {UsageError.Path(parsed.CommandResult)} --help");
                return ExitCode.WrongUsage;
            }

            int code = parsed.Invoke(new InvocationConfiguration
            {
                Output = nothingAsked ? session.Notes : session.Results,
                Error = session.Notes,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
            session.Results.Flush();
            return nothingAsked ? ExitCode.WrongUsage : code;
        }
        catch (Exception exception)
        {
            TryFlush(session);
            return Failure.Report(exception, session, parsed.GetValue(verbose));
        }
    }

    /// <summary>What was printed before the failure still belongs to the user.</summary>
    private static void TryFlush(Session session)
    {
        try
        {
            session.Results.Flush();
        }
        catch (IOException)
        {
            // The failure that ended the command is the one to report.
        }
    }
}
