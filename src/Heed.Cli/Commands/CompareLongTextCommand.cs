using System.CommandLine;
using Heed.Cli.Comparison;
using Heed.Cli.Terminal;
using Heed.Models.Classification;
using Heed.Text;
using Heed.Text.Corpora;

namespace Heed.Cli.Commands;

/// <summary><c>heed compare-long-text</c>: truncation, key passages and segments on the same long documents.</summary>
internal static class CompareLongTextCommand
{
    public static Command Create(Session session)
    {
        Option<string> model = CommonOptions.Model();
        var texts = new Option<string>("--texts") { Description = "Labelled texts, text TAB label, plain or .gz.", HelpName = "FILE", Required = true };
        var filler = new Option<string?>("--filler")
        {
            Description = "A running text: each labelled one is hidden at a random place among its sentences. Without, the labelled texts are long themselves.",
            HelpName = "FILE",
        };
        Option<int?> mixed = CommonOptions.OptionalNumber("--mixed", "Make so many documents of the labelled texts themselves, two thirds of each document's with its label.");
        Option<int> sentences = CommonOptions.Number("--sentences", 30, "How many sentences a document has: of the filler, or of the labelled texts.");
        Option<int> seed = CommonOptions.Number("--seed", 1, "Which sentences, and where.", least: 0);
        Option<bool> json = CommonOptions.Json();
        var verb = new Verb("compare-long-text", "Compare the ways to classify texts longer than the model's maximum: accuracy and cost.") { model, texts, filler, mixed, sentences, seed, json };
        verb.Examples =
        [
            ("film reviews hidden in a novel", "./heed compare-long-text --model models/sst2-bert --texts dev.tsv.gz --filler warandpeace.txt.gz"),
            ("documents of many reviews", "./heed compare-long-text --model models/sst2-bert --texts dev.tsv.gz --mixed 200"),
            ("documents of your own", "./heed compare-long-text --model DIR --texts documents.tsv"),
        ];
        verb.Validators.Add(result =>
        {
            if (result.GetValue(filler) is not null && result.GetValue(mixed) is not null)
            {
                result.AddError("--filler and --mixed exclude each other: documents are made in one of the two ways.");
            }
        });
        verb.SetAction(parsed =>
        {
            using TextClassifier classifier = TextClassifier.Load(parsed.GetValue(model)!);
            string path = parsed.GetValue(texts)!;
            IReadOnlyList<LabelledText> documents = LabelledCorpus.Read(path, new TableColumns());
            if (documents.FirstOrDefault(text => !classifier.Model.Options.Labels.Contains(text.Label)) is { Label: { } unknown })
            {
                throw new UserException($"{path}: the label '{unknown}' is none of the model's {string.Join(", ", classifier.Model.Options.Labels)}.");
            }

            if (parsed.GetValue(filler) is { } novel)
            {
                documents = HiddenSentences.Make(documents, TextDocuments.Read(novel, TextLayout.Running)[0], parsed.GetValue(sentences), (ulong)parsed.GetValue(seed));
            }

            if (parsed.GetValue(mixed) is { } count)
            {
                documents = MixedDocuments.Make(documents, count, parsed.GetValue(sentences), (ulong)parsed.GetValue(seed));
            }

            LongTextComparison.Run(session, classifier, documents, parsed.GetValue(json));
        });
        return verb;
    }
}
