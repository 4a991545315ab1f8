using System.CommandLine;
using Heed.Cli.Evaluation;
using Heed.Cli.Terminal;
using Heed.Text.Corpora;
using Heed.Text.Metrics.Tokenizers;

namespace Heed.Cli.Commands;

/// <summary><c>heed evaluate</c>: BLEU and chrF of translations, or of a model's translations of a source.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Session session)
    {
        var hypotheses = new Option<string?>("--hypotheses") { Description = "The translations to score, one a line; - is standard input.", HelpName = "FILE" };
        var references = CommonOptions.Files("--references", "One or more reference translations, aligned with the hypotheses by line.", required: true);
        var metrics = new Option<string>("--metrics")
        {
            Description = $"What to compute, joined by commas: {string.Join(", ", CorpusMetrics.Names)}.",
            HelpName = "NAMES",
            DefaultValueFactory = _ => "bleu,chrf",
        };
        Option<string> tokenize = CommonOptions.Choice("--tokenize", "13a", MetricTokenizers.Names, "How BLEU splits text into words.");
        var lowercase = new Option<bool>("--lowercase") { Description = "Compare in lower case." };
        Option<bool> json = CommonOptions.Json();
        Option<string> model = CommonOptions.Model(required: false);
        var source = new Option<string?>("--source") { Description = "With --model: the sentences to translate and score, one a line.", HelpName = "FILE" };
        var search = new SearchFlags();
        var verb = new Verb("evaluate", "Score translations with BLEU and chrF, as sacreBLEU does.")
        {
            hypotheses, model, source, references, metrics, tokenize, lowercase, json,
        };
        search.AddTo(verb);
        verb.Validators.Add(result =>
        {
            bool isModel = result.GetValue(model) is not null;
            if (isModel == result.GetValue(hypotheses) is not null || isModel != result.GetValue(source) is not null)
            {
                result.AddError("Say what to score: either --hypotheses FILE, or --model DIR with --source FILE.");
            }
        });
        verb.Examples =
        [
            ("score a file of translations", "./heed evaluate --hypotheses output.de --references test.de"),
            ("Chinese, for machines", "./heed evaluate --hypotheses output.zh --references test.zh --tokenize zh --json"),
            ("a model", "./heed evaluate --model runs/multi30k-en-de --source test.en --references test.de --lowercase"),
        ];
        verb.SetAction(parsed =>
        {
            var options = new MetricOptions
            {
                Metrics = parsed.GetValue(metrics)!.Split(',', StringSplitOptions.TrimEntries),
                Tokenizer = parsed.GetValue(tokenize)!,
                Lowercase = parsed.GetValue(lowercase),
            };
            CorpusMetrics.RequireKnown(options.Metrics);
            string path = parsed.GetValue(hypotheses) ?? parsed.GetValue(source)!;
            IReadOnlyList<string> lines = TextLines.ReadAll(path);
            IReadOnlyList<IReadOnlyList<string>> truths = ReferenceFiles.Read(parsed.GetValue(references)!, path, lines);
            if (parsed.GetValue(model) is { } folder)
            {
                lines = ModelScores.Translate(session, folder, lines, search.Read(parsed));
            }

            ScoreReport.Print(session, CorpusMetrics.Compute(lines, truths, options), parsed.GetValue(json));
        });
        return verb;
    }
}
