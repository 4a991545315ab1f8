using System.CommandLine;
using Heed.Cli.Terminal;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Cli.Commands.Tokenizers;

/// <summary><c>heed tokenizer train</c>: learns a vocabulary from text.</summary>
internal static class TrainTokenizerCommand
{
    public static Command Create(Session session)
    {
        var defaults = new BytePairTraining();
        Option<string[]> input = CommonOptions.Files("--input", "The text to learn from, plain or .gz; several files give a joint vocabulary.", required: true);
        var output = new Option<string>("--output") { Description = "Where to write the tokenizer.json.", HelpName = "FILE", Required = true };
        Option<int> vocabulary = CommonOptions.Number("--vocabulary", defaults.VocabularySize, "How many pieces to end with.");
        var coverage = new Option<double>("--coverage")
        {
            Description = "The share of all characters that get a piece of their own, 0 to 1.",
            HelpName = "SHARE",
            DefaultValueFactory = _ => defaults.CharacterCoverage,
        };
        var lowercase = new Option<bool>("--lowercase") { Description = "Make capitals small before anything else." };
        var verb = new Verb("train", "Learn a byte-pair vocabulary from text.") { input, output, vocabulary, coverage, lowercase };
        verb.Examples =
        [
            ("a joint vocabulary for English and German", "./heed tokenizer train --input train.en.gz train.de.gz --vocabulary 8000 --output tokenizer.json"),
        ];
        verb.SetAction(parsed =>
        {
            var training = new BytePairTraining
            {
                VocabularySize = parsed.GetValue(vocabulary),
                CharacterCoverage = parsed.GetValue(coverage),
                Lowercase = parsed.GetValue(lowercase),
            };
            Tokenizer tokenizer = training.TrainFiles(parsed.GetValue(input)!);
            tokenizer.Save(parsed.GetValue(output)!);
            session.Note($"{tokenizer.VocabularySize} pieces in {parsed.GetValue(output)}.");
        });
        return verb;
    }
}
