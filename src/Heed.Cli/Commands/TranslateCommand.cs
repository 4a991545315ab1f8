using System.CommandLine;
using Heed.Cli.Terminal;
using Heed.Cli.Translating;
using Heed.Models;
using Heed.Text.Batching;

namespace Heed.Cli.Commands;

/// <summary><c>heed translate</c>: a sentence a line in, its translation out.</summary>
internal static class TranslateCommand
{
    private const int LinesAtOnce = 512;

    public static Command Create(Session session)
    {
        Option<string> model = CommonOptions.Model();
        var search = new SearchFlags();
        Option<int> best = CommonOptions.Number("--n-best", 1, "Print so many translations of each line, each with the line's number first.");
        var scores = new Option<bool>("--scores") { Description = "Print the score before each translation: log-probability / length^α." };
        Option<int> batch = CommonOptions.Number("--batch", 2048, "How many source pieces go through the model at once.");
        Option<string> tooLong = CommonOptions.Choice("--too-long", "truncate", ["truncate", "skip"], "What to do with a line longer than the model's maximum.");
        Option<string> input = CommonOptions.Input();
        Option<string> output = CommonOptions.Output();
        var verb = new Verb("translate", "Translate lines of text with a trained model.") { model, input, output };
        search.AddTo(verb);
        foreach (Option option in (Option[])[best, scores, batch, tooLong])
        {
            verb.Add(option);
        }

        verb.Examples =
        [
            ("one sentence", "echo 'March 3, 2024' | ./heed translate --model models/quickstart"),
            ("a file", "./heed translate --model runs/multi30k-en-de --input test.en --output test.de"),
            ("the three best, with scores", "./heed translate --model DIR --n-best 3 --scores < test.en"),
        ];
        verb.SetAction(parsed =>
        {
            using Translator translator = Load(parsed.GetValue(model)!, parsed.GetValue(batch));
            var format = new TranslationFormat(parsed.GetValue(scores), parsed.GetValue(best) > 1);
            var lines = new LineTranslation(
                translator, search.Read(parsed, parsed.GetValue(best)), parsed.GetValue(tooLong) == "skip" ? TooLong.Skip : TooLong.Truncate);
            ResultFile.Write(session, parsed.GetValue(output)!, writer =>
            {
                IEnumerable<string> read = InputFile.Read(session, parsed.GetValue(input)!);
                foreach (IReadOnlyList<string> group in LineBatches.Read(read, LinesAtOnce, session.Cancellation))
                {
                    foreach (string line in lines.Translate(group, format, session.Cancellation))
                    {
                        writer.WriteLine(line);
                    }

                    writer.Flush();
                }
            });
            if (lines.Warning is { } warning)
            {
                session.Note(warning);
            }
        });
        return verb;
    }

    private static Translator Load(string folder, int batch)
    {
        Translator translator = Translator.Load(folder);
        translator.BatchTokens = batch;
        return translator;
    }
}
