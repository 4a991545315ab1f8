using System.CommandLine;
using Heed.Cli.Terminal;

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
}
