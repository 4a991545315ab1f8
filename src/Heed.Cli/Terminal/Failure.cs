using Heed.Nn.Positions;
using Heed.Text;

namespace Heed.Cli.Terminal;

/// <summary>Turns an exception that ends a command into one sentence and an exit code.</summary>
internal static class Failure
{
    public static int Report(Exception exception, Session session, bool verbose)
    {
        if (exception is BrokenPipeException)
        {
            return ExitCode.Ok;
        }

        bool interrupted = exception is OperationCanceledException && session.Cancellation.IsCancellationRequested;
        session.Note(interrupted ? "Interrupted." : $"heed: {Sentence(exception)}");
        if (verbose && !interrupted)
        {
            session.Note(exception.ToString());
        }

        return interrupted ? ExitCode.Interrupted : ExitCode.Failed;
    }

    private static string Sentence(Exception exception) => exception switch
    {
        UserException or PositionLimitException => exception.Message,
        FileNotFoundException { FileName: { } file } => $"There is no file {file}; check the path.",
        IOException or UnauthorizedAccessException => exception.Message,
        OutOfMemoryException => "There is not enough memory for this; take a smaller batch or a smaller model.",
        _ => $"Something went wrong inside Heed ({exception.GetType().Name}: {exception.Message}); run it again with --verbose for the details.",
    };
}
