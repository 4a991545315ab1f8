using System.CommandLine;
using System.Text.Json.Nodes;
using Heed.Cli.Comparison;
using Heed.Cli.Terminal;
using Heed.Text.Corpora;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Cli.Commands.Tokenizers;

/// <summary><c>heed tokenizer compare</c>: several tokenizers, trained here or read from files, on the same text.</summary>
internal static class CompareTokenizersCommand
{
    public static Command Create(Session session)
    {
        Option<string[]> text = CommonOptions.Files("--text", "The text to compare on, one sentence a line, plain or .gz.", required: true);
        Option<string[]> input = CommonOptions.Files("--input", "The text to train the kinds on; by default the text to compare on.");
        Option<string[]> kinds = CommonOptions.Choices("--kinds", TokenizerTrainingFlags.Kinds, "Kinds to train; by default all, or none where tokenizers are given.");
        Option<string[]> paths = CommonOptions.Files("--tokenizers", "Files or folders of tokenizers that there are already.");
        Option<int> vocabulary = CommonOptions.Number("--vocabulary", 8000, "How many pieces each kind may end with.");
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var verb = new Verb("compare", "Compare kinds of tokenizers, or tokenizer files, on a text.") { text, input, kinds, paths, vocabulary, threads, json };
        verb.Examples =
        [
            ("every kind, learnt on the training text", "./heed tokenizer compare --input train.en.gz --text test.en.gz --vocabulary 8000"),
            ("two files", "./heed tokenizer compare --tokenizers a.json b.json --text test.en.gz"),
        ];
        verb.SetAction(parsed =>
        {
            string[] compared = parsed.GetValue(text)!;
            string[] sentences = [.. compared.SelectMany(TextLines.ReadAll)];
            string[] learnt = parsed.GetValue(input) is { Length: > 0 } given ? given : compared;
            string[] files = parsed.GetValue(paths) ?? [];
            IReadOnlyList<string> chosen = parsed.GetValue(kinds) is { Length: > 0 } some ? some : files.Length > 0 ? [] : TokenizerTrainingFlags.Kinds;
            var work = new TrainingWork { Threads = parsed.GetValue(threads), Cancellation = session.Cancellation };
            IEnumerable<(string Name, Func<Tokenizer> Get)> tokenizers =
            [
                .. chosen.Select(kind => (kind, (Func<Tokenizer>)(() => Train(session, kind, parsed.GetValue(vocabulary), learnt, work)))),
                .. files.Select(path => (path, (Func<Tokenizer>)(() => Tokenizer.Load(path)))),
            ];
            var measured = new List<TokenizerMeasurement>();
            foreach ((string name, Func<Tokenizer> get) in tokenizers)
            {
                session.Cancellation.ThrowIfCancellationRequested();
                measured.Add(TokenizerMeasurement.Of(name, get(), sentences, parsed.GetValue(threads)));
            }

            if (parsed.GetValue(json))
            {
                session.WriteJson(new JsonArray([.. measured.Select(row => row.ToJson())]));
            }
            else
            {
                ComparisonTable.Write(session.ResultConsole, measured);
            }
        });
        return verb;
    }

    private static Tokenizer Train(Session session, string kind, int vocabulary, string[] files, TrainingWork work) =>
        TokenizerTrainingDisplay.Run(session, report =>
            (TokenizerTrainingFlags.Defaults(kind) with { VocabularySize = vocabulary }).TrainFiles(files, work with { Progress = report }));
}
