using System.CommandLine;
using Heed.Cli.Terminal;
using Heed.Text.Tokenization;

namespace Heed.Cli.Commands.Tokenizers;

/// <summary><c>heed tokenizer inspect</c>: the pieces of a sentence, and how each word came to them.</summary>
internal static class InspectTokenizerCommand
{
    public static Command Create(Session session)
    {
        var chosen = new TokenizerFlags();
        var text = new Argument<string>("TEXT") { Description = "A sentence, or one word." };
        var steps = new Option<bool>("--steps") { Description = "Show of every word how it became its pieces; a single word shows that anyway." };
        var verb = new Verb("inspect", "Show the pieces of a sentence with their ids, and how they came about.") { text, steps };
        chosen.AddTo(verb);
        verb.Examples =
        [
            ("the pieces of a sentence", "./heed tokenizer inspect --tokenizer models/quickstart 'Sunday, March 3, 2024'"),
            ("the merges of a word, one by one", "./heed tokenizer inspect --tokenizer tokenizer.json unbelievable"),
        ];
        verb.SetAction(parsed =>
        {
            Tokenizer tokenizer = chosen.Load(parsed);
            string sentence = parsed.GetValue(text)!;
            var report = new TokenizerReport(session.ResultConsole, tokenizer);
            report.WritePieces(sentence);
            IReadOnlyList<string> words = tokenizer.Words(sentence);
            if (parsed.GetValue(steps) || words.Count == 1)
            {
                report.WriteSteps(words);
            }
        });
        return verb;
    }
}
