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
        Option<string[]> input = CommonOptions.Files("--input", "The text to learn from, plain or .gz; several files give a joint vocabulary.", required: true);
        var output = new Option<string>("--output") { Description = "Where to write the tokenizer.json.", HelpName = "FILE", Required = true };
        Option<string> kind = CommonOptions.Choice("--kind", TokenizerTrainingFlags.DefaultKind, TokenizerTrainingFlags.Kinds, "What is learnt.");
        Option<int> threads = CommonOptions.Threads();
        var flags = new TokenizerTrainingFlags();
        var verb = new Verb("train", "Learn a vocabulary from text.") { input, output, kind };
        flags.AddTo(verb, kind);
        verb.Add(threads);
        verb.Examples =
        [
            ("a joint vocabulary for English and German", "./heed tokenizer train --input train.en.gz train.de.gz --vocabulary 8000 --output tokenizer.json"),
            ("merges and </w> as subword-nmt learns them", "./heed tokenizer train --kind end_of_word --merges 10000 --vocabulary 12000 --input train.en.gz --output tokenizer.json"),
        ];
        verb.SetAction(parsed =>
        {
            TokenizerTraining training = flags.Read(parsed, parsed.GetValue(kind)!);
            Tokenizer tokenizer = TokenizerTrainingDisplay.Run(session, report => training.TrainFiles(
                parsed.GetValue(input)!,
                new TrainingWork { Threads = parsed.GetValue(threads), Progress = report, Cancellation = session.Cancellation }));
            tokenizer.Save(parsed.GetValue(output)!);
            session.Note($"{tokenizer.VocabularySize} pieces in {parsed.GetValue(output)}.");
        });
        return verb;
    }
}
