using System.CommandLine;
using Heed.Cli.Terminal;
using Heed.Cli.Translating;
using Heed.Text.Tokenization;

namespace Heed.Cli.Commands.Tokenizers;

/// <summary><c>heed tokenizer encode</c>: text to pieces or ids, one line a line.</summary>
internal static class EncodeCommand
{
    private const int LinesAtOnce = 1 << 13;

    public static Command Create(Session session)
    {
        var chosen = new TokenizerFlags();
        var ids = new Option<bool>("--ids") { Description = "Print ids instead of pieces." };
        var specials = new Option<bool>("--special-tokens") { Description = "Put special tokens around each line and read those that it spells, as Hugging Face does." };
        var joiner = new Option<string?>("--joiner") { Description = "Print the characters of pieces with this after each that goes on, as subword-nmt does with @@.", HelpName = "TEXT" };
        Option<double> dropout = CommonOptions.Share("--dropout", 0, "Segment at random: pass over each possible merge with this probability; 0.1 is usual.");
        Option<int> seed = CommonOptions.Number("--seed", 1, "Which random segmentation.", least: 0);
        Option<int> threads = CommonOptions.Threads();
        Option<string> input = CommonOptions.Input();
        Option<string> output = CommonOptions.Output();
        var verb = new Verb("encode", "Print the pieces of each line, separated by spaces.") { ids, specials, joiner, dropout, seed, threads, input, output };
        chosen.AddTo(verb);
        verb.Examples =
        [
            ("pieces", "echo 'A little girl climbs.' | ./heed tokenizer encode --tokenizer models/quickstart"),
            ("ids of a whole file", "./heed tokenizer encode --tokenizer tokenizer.json --ids --input train.en.gz --output train.ids"),
        ];
        verb.Validators.Add(result =>
        {
            if (result.GetValue(ids) && result.GetValue(joiner) is not null)
            {
                result.AddError("--ids and --joiner exclude each other: ids are not joined.");
            }
        });
        verb.SetAction(parsed =>
        {
            double rate = parsed.GetValue(dropout);
            var encoder = new TokenLines(chosen.Load(parsed))
            {
                AsIds = parsed.GetValue(ids),
                SpecialTokens = parsed.GetValue(specials),
                Joiner = parsed.GetValue(joiner),
                Regularization = rate > 0 ? new SubwordRegularization(rate, (ulong)parsed.GetValue(seed)) : null,
                Threads = parsed.GetValue(threads),
            };
            ResultFile.Write(session, parsed.GetValue(output)!, writer =>
            {
                IEnumerable<string> lines = InputFile.Read(session, parsed.GetValue(input)!);
                foreach (IReadOnlyList<string> group in LineBatches.Read(lines, LinesAtOnce, session.Cancellation))
                {
                    foreach (string line in encoder.Encode(group))
                    {
                        writer.WriteLine(line);
                    }

                    writer.Flush();
                }
            });
        });
        return verb;
    }
}
