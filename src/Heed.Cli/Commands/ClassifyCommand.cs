using System.CommandLine;
using Heed.Cli.Classifying;
using Heed.Cli.Terminal;
using Heed.Cli.Translating;
using Heed.Models.Classification;
using Heed.Text.Batching;

namespace Heed.Cli.Commands;

/// <summary><c>heed classify</c>: a text a line in, its class and how probable it is out.</summary>
internal static class ClassifyCommand
{
    private const int LinesAtOnce = 512;

    public static Command Create(Session session)
    {
        Option<string> model = CommonOptions.Model();
        Option<string> cut = CommonOptions.Choice("--cut", "head", ["head", "tail", "both"], "Which end of a text longer than the model's maximum stays.");
        var all = new Option<bool>("--all") { Description = "Print every class with its probability, the most probable first." };
        Option<string> input = CommonOptions.Input();
        Option<string> output = CommonOptions.Output();
        var verb = new Verb("classify", "Say which class each line of text belongs to: label TAB probability.") { model, all, cut, input, output };
        verb.Examples =
        [
            ("one sentence", "echo 'a stirring and funny film' | ./heed classify --model runs/sst2-bert"),
            ("a file, every class", "./heed classify --model DIR --all --input texts.txt --output classes.tsv"),
        ];
        verb.SetAction(parsed =>
        {
            using TextClassifier classifier = TextClassifier.Load(parsed.GetValue(model)!);
            var lines = new LineClassification(classifier, parsed.GetValue(all), Enum.Parse<TextCut>(parsed.GetValue(cut)!, ignoreCase: true));
            ResultFile.Write(session, parsed.GetValue(output)!, writer =>
            {
                foreach (IReadOnlyList<string> group in LineBatches.Read(InputFile.Read(session, parsed.GetValue(input)!), LinesAtOnce, session.Cancellation))
                {
                    foreach (string line in lines.Classify(group, session.Cancellation))
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
}
