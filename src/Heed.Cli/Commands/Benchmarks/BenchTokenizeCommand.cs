using System.CommandLine;
using Heed.Cli.Benchmarks;
using Heed.Cli.Commands.Tokenizers;
using Heed.Cli.Terminal;
using Heed.Text.Corpora;

namespace Heed.Cli.Commands.Benchmarks;

/// <summary><c>heed bench tokenize</c>.</summary>
internal static class BenchTokenizeCommand
{
    public static Command Create(Session session)
    {
        var chosen = new TokenizerFlags();
        Option<string[]> text = CommonOptions.Files("--text", "The text to encode, plain or .gz.", required: true);
        Option<int> passes = CommonOptions.Number("--passes", 5, "How often; the first pass is reported apart.");
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var verb = new Verb("tokenize", "Time the encoding of a text that is in memory.") { text, passes, threads, json };
        chosen.AddTo(verb);
        verb.Examples =
        [
            ("on two threads", "./heed bench tokenize --tokenizer tokenizer.json --text train.en.gz --threads 2 --json"),
            ("the same from file to file", "time ./heed tokenizer encode --tokenizer tokenizer.json --ids --input train.en --output ids --threads 2"),
            ("the peer: a model as large, trained on the same text", "spm_train --input=train.en --model_prefix=peer --model_type=bpe --vocab_size=8000 --num_threads=2"),
            ("the peer's encoding, from file to file", "time spm_encode --model=peer.model --output_format=id < train.en > ids"),
        ];
        verb.SetAction(parsed =>
        {
            var benchmark = new TokenizingBenchmark
            {
                Tokenizer = chosen.Load(parsed),
                Lines = [.. parsed.GetValue(text)!.SelectMany(TextLines.ReadAll)],
                Passes = parsed.GetValue(passes),
                Threads = parsed.GetValue(threads),
            };
            TokenizingResult result = benchmark.Run(session.Cancellation);
            if (parsed.GetValue(json))
            {
                session.WriteJson(result.ToJson());
            }
            else
            {
                result.Write(session.ResultConsole);
            }
        });
        return verb;
    }
}
