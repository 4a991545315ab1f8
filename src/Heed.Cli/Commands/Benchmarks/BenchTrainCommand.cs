using System.CommandLine;
using Heed.Cli.Benchmarks;
using Heed.Cli.Terminal;
using Heed.Tensors;
using Heed.Text.Batching;

namespace Heed.Cli.Commands.Benchmarks;

/// <summary><c>heed bench train</c>.</summary>
internal static class BenchTrainCommand
{
    public static Command Create(Session session)
    {
        var ids = new Option<string>("--ids") { Description = "Pairs of ids: source ids, a tab, target ids.", HelpName = "FILE", Required = true };
        Option<int> batchTokens = CommonOptions.Number("--batch-tokens", 4096, "Size of a batch as a padded one would count: longest × sequences.");
        Option<int> steps = CommonOptions.Number("--steps", 20, "Steps to time.");
        Option<int> warmup = CommonOptions.Number("--warm-up", 3, "Steps before them that are not timed.", least: 0);
        var flags = new BenchFlags();
        var verb = new Verb("train", "Time training steps on pairs of ids.") { ids, batchTokens, steps, warmup };
        flags.AddTo(verb);
        verb.Examples =
        [
            ("the small model", "./heed bench train --ids pairs.ids --width 256 --feed-forward 1024 --heads 4 --layers 3 --vocab 8000 --json"),
            ("where the time goes", "./heed bench train --ids pairs.ids --profile"),
        ];
        verb.SetAction(parsed =>
        {
            StepProfile? profile = flags.Profile(parsed);
            var benchmark = new TrainingBenchmark
            {
                Pairs = PairsFile.Read(parsed.GetValue(ids)!, flags.Vocabulary(parsed)),
                Shape = flags.Shape(parsed),
                BatchTokens = parsed.GetValue(batchTokens),
                Steps = parsed.GetValue(steps),
                WarmupSteps = parsed.GetValue(warmup),
                Threads = flags.Threads(parsed),
                Profile = profile,
            };
            flags.Report(session, parsed, benchmark.Run(session.Cancellation), profile);
        });
        return verb;
    }
}
