using System.CommandLine;
using Heed.Cli.Terminal;

namespace Heed.Cli.Commands.Benchmarks;

/// <summary><c>heed bench</c>: how fast this machine trains, decodes and tokenizes.</summary>
internal static class BenchCommand
{
    public static Command Create(Session session) => new Verb("bench", "Time training, decoding or tokenizing on this machine.")
    {
        BenchTrainCommand.Create(session),
        BenchDecodeCommand.Create(session),
        BenchTokenizeCommand.Create(session),
    };
}
