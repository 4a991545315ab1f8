using System.CommandLine;
using Heed.Cli.Benchmarks;
using Heed.Cli.Terminal;
using Heed.Tensors;

namespace Heed.Cli.Commands.Benchmarks;

/// <summary><c>heed bench decode</c>.</summary>
internal static class BenchDecodeCommand
{
    public static Command Create(Session session)
    {
        var ids = new Option<string>("--ids") { Description = "Sources as ids, one a line.", HelpName = "FILE", Required = true };
        Option<int> length = CommonOptions.Number("--length", 15, "Tokens of every translation.");
        Option<int> beam = CommonOptions.Number("--beam", 4, "Hypotheses a sentence; 1 is greedy search.");
        Option<int> batch = CommonOptions.Number("--batch", 32, "Sentences in a batch.");
        var flags = new BenchFlags();
        var verb = new Verb("decode", "Time translation with random weights, every output of the same length.") { ids, length, beam, batch };
        flags.AddTo(verb);
        verb.Examples = [("the paper's base model", "./heed bench decode --ids sources.ids --width 512 --feed-forward 2048 --heads 8 --layers 6 --vocab 32000 --json")];
        verb.SetAction(parsed =>
        {
            StepProfile? profile = flags.Profile(parsed);
            var benchmark = new DecodingBenchmark
            {
                Sources = SourceIdsFile.Read(parsed.GetValue(ids)!, flags.Vocabulary(parsed)),
                Shape = flags.Shape(parsed),
                Length = parsed.GetValue(length),
                Beam = parsed.GetValue(beam),
                Batch = parsed.GetValue(batch),
                Threads = flags.Threads(parsed),
                Profile = profile,
            };
            flags.Report(session, parsed, benchmark.Run(session.Cancellation), profile);
        });
        return verb;
    }
}
