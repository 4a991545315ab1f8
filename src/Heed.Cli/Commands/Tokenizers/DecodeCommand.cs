using System.CommandLine;
using Heed.Cli.Terminal;
using Heed.Text.Tokenization;

namespace Heed.Cli.Commands.Tokenizers;

/// <summary><c>heed tokenizer decode</c>: pieces or ids back to text, one line a line.</summary>
internal static class DecodeCommand
{
    public static Command Create(Session session)
    {
        var chosen = new TokenizerFlags();
        var ids = new Option<bool>("--ids") { Description = "Read ids instead of pieces." };
        var specials = new Option<bool>("--special-tokens") { Description = "Show special tokens, which are left out otherwise." };
        Option<string> input = CommonOptions.Input();
        Option<string> output = CommonOptions.Output();
        var verb = new Verb("decode", "Print the text of each line of pieces or ids.") { ids, specials, input, output };
        chosen.AddTo(verb);
        verb.Examples = [("there and back", "./heed tokenizer encode --tokenizer T --ids < text | ./heed tokenizer decode --tokenizer T --ids")];
        verb.SetAction(parsed =>
        {
            Tokenizer tokenizer = chosen.Load(parsed);
            IEnumerable<string> lines = InputFile.Read(session, parsed.GetValue(input)!);
            var decoder = new TokenLines(tokenizer) { AsIds = parsed.GetValue(ids), SpecialTokens = parsed.GetValue(specials) };
            ResultFile.Write(session, parsed.GetValue(output)!, decoder.Decode(lines, InputFile.NameOf(parsed.GetValue(input)!)));
        });
        return verb;
    }
}
