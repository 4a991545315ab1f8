using System.CommandLine;
using Heed.Cli.Terminal;
using Heed.Text.Tokenization;

namespace Heed.Cli.Commands.Tokenizers;

/// <summary><c>heed tokenizer encode</c>: text to pieces or ids, one line a line.</summary>
internal static class EncodeCommand
{
    public static Command Create(Session session)
    {
        Option<string> path = TokenizerCommand.TokenizerOption();
        var ids = new Option<bool>("--ids") { Description = "Print ids instead of pieces." };
        Option<string> input = CommonOptions.Input();
        Option<string> output = CommonOptions.Output();
        var verb = new Verb("encode", "Print the pieces of each line, separated by spaces.") { path, ids, input, output };
        verb.Examples =
        [
            ("pieces", "echo 'A little girl climbs.' | ./heed tokenizer encode --tokenizer models/quickstart"),
            ("ids of a whole file", "./heed tokenizer encode --tokenizer tokenizer.json --ids --input train.en.gz --output train.ids"),
        ];
        verb.SetAction(parsed =>
        {
            Tokenizer tokenizer = TokenizerCommand.Load(parsed.GetValue(path)!);
            IEnumerable<string> lines = InputFile.Read(session, parsed.GetValue(input)!);
            ResultFile.Write(session, parsed.GetValue(output)!, TokenLines.Encode(tokenizer, lines, parsed.GetValue(ids)));
        });
        return verb;
    }
}
