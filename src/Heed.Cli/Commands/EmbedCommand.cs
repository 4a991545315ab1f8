using System.CommandLine;
using System.Globalization;
using Heed.Cli.Terminal;
using Heed.Cli.Translating;
using Heed.Models;

namespace Heed.Cli.Commands;

/// <summary><c>heed embed</c>: a text a line in, its vector out.</summary>
internal static class EmbedCommand
{
    private const int LinesAtOnce = 512;

    public static Command Create(Session session)
    {
        Option<string> model = CommonOptions.Model();
        Option<string> pooling = CommonOptions.Choice("--pooling", "mean", ["mean", "first"], "Which vector: the mean of all hidden states, or the first one, that of [CLS].");
        Option<string> input = CommonOptions.Input();
        Option<string> output = CommonOptions.Output();
        var verb = new Verb("embed", "Print a vector for each line of text: numbers separated by spaces.") { model, pooling, input, output };
        verb.Examples =
        [
            ("one sentence", "echo 'a stirring and funny film' | ./heed embed --model models/bert-small"),
            ("a file", "./heed embed --model DIR --input texts.txt --output vectors.txt"),
        ];
        verb.SetAction(parsed =>
        {
            using TextEmbedder embedder = TextEmbedder.Load(parsed.GetValue(model)!);
            var chosen = Enum.Parse<SentencePooling>(parsed.GetValue(pooling)!, ignoreCase: true);
            ResultFile.Write(session, parsed.GetValue(output)!, writer =>
            {
                foreach (IReadOnlyList<string> group in LineBatches.Read(InputFile.Read(session, parsed.GetValue(input)!), LinesAtOnce, session.Cancellation))
                {
                    foreach (float[] vector in embedder.Embed(group, chosen))
                    {
                        writer.WriteLine(string.Join(' ', vector.Select(element => element.ToString("G6", CultureInfo.InvariantCulture))));
                    }

                    writer.Flush();
                }
            });
        });
        return verb;
    }
}
