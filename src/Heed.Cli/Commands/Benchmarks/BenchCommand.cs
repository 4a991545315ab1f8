using System.CommandLine;
using Heed.Cli.Terminal;

namespace Heed.Cli.Commands.Benchmarks;

/// <summary><c>heed bench</c>: how fast this machine trains and decodes.</summary>
internal static class BenchCommand
{
    public static Command Create(Session session) => new Verb("bench", "Time training or decoding on this machine.")
    {
        BenchTrainCommand.Create(session),
        BenchDecodeCommand.Create(session),
    };
}
