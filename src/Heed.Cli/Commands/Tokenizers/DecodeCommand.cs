using System.CommandLine;
using System.Globalization;
using Heed.Cli.Terminal;
using Heed.Text;
using Heed.Text.Tokenization;

namespace Heed.Cli.Commands.Tokenizers;

/// <summary><c>heed tokenizer decode</c>: pieces or ids back to text, one line a line.</summary>
internal static class DecodeCommand
{
    public static Command Create(Session session)
    {
        Option<string> path = TokenizerCommand.TokenizerOption();
        var ids = new Option<bool>("--ids") { Description = "Read ids instead of pieces." };
        Option<string> input = CommonOptions.Input();
        Option<string> output = CommonOptions.Output();
        var verb = new Verb("decode", "Print the text of each line of pieces or ids.") { path, ids, input, output };
        verb.Examples = [("there and back", "./heed tokenizer encode --tokenizer T --ids < text | ./heed tokenizer decode --tokenizer T --ids")];
        verb.SetAction(parsed =>
        {
            Tokenizer tokenizer = TokenizerCommand.Load(parsed.GetValue(path)!);
            bool areIds = parsed.GetValue(ids);
            ResultFile.Write(session, parsed.GetValue(output)!, writer =>
            {
                long number = 0;
                foreach (string line in InputFile.Read(session, parsed.GetValue(input)!))
                {
                    number++;
                    string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    writer.WriteLine(tokenizer.Decode([.. words.Select(word => Id(tokenizer, word, areIds, number))]));
                }
            });
        });
        return verb;
    }

    private static int Id(Tokenizer tokenizer, string word, bool isId, long line)
    {
        if (!isId)
        {
            return tokenizer.Id(word) ?? throw new UserException($"Line {line}: '{word}' is no piece of this tokenizer; for ids add --ids.");
        }

        bool known = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id < tokenizer.VocabularySize;
        return known ? id : throw new UserException($"Line {line}: '{word}' is no id of this tokenizer; ids go from 0 to {tokenizer.VocabularySize - 1}.");
    }
}
