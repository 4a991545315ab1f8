using System.CommandLine;
using Heed.Cli.Terminal;
using Heed.Models.Checkpoints;
using Heed.Text.Tokenization;

namespace Heed.Cli.Commands.Tokenizers;

/// <summary><c>heed tokenizer</c>: train one, apply it, take it back, look into it, compare several.</summary>
internal static class TokenizerCommand
{
    public static Command Create(Session session) => new Verb("tokenizer", "Train, apply, look into and compare tokenizers.")
    {
        TrainTokenizerCommand.Create(session),
        EncodeCommand.Create(session),
        DecodeCommand.Create(session),
        InspectTokenizerCommand.Create(session),
        CompareTokenizersCommand.Create(session),
    };

    internal static Option<string> TokenizerOption() =>
        new("--tokenizer") { Description = "A tokenizer.json, or a folder that holds one.", HelpName = "PATH", Required = true };

    internal static Tokenizer Load(string path) => Tokenizer.Load(Directory.Exists(path) ? ModelFolder.Require(path, ModelFolder.Tokenizer) : path);
}
