using System.CommandLine;
using Heed.Text.Tokenization;

namespace Heed.Cli.Commands.Tokenizers;

/// <summary>Which tokenizer a verb works with: any vocabulary file that Heed reads.</summary>
internal sealed class TokenizerFlags
{
    private readonly Option<string> path = new("--tokenizer")
    {
        Description = "A tokenizer.json, another vocabulary file (vocab.txt, vocab.json, .tiktoken, subword-nmt codes, …), or a folder that holds one.",
        HelpName = "PATH",
        Required = true,
    };

    private readonly Option<string?> variant = new("--variant")
    {
        Description = "What such a file does not say itself: the encoding of a .tiktoken file (cl100k_base), cased or uncased for a vocab.txt.",
        HelpName = "NAME",
    };

    public void AddTo(Command command)
    {
        command.Add(path);
        command.Add(variant);
    }

    /// <exception cref="Heed.Text.UserException">The file is missing, broken, or nothing that Heed knows.</exception>
    public Tokenizer Load(ParseResult parsed) => Tokenizer.Load(parsed.GetValue(path)!, parsed.GetValue(variant));
}
