using System.CommandLine;
using System.CommandLine.Parsing;

namespace Heed.Cli.Terminal;

/// <summary>Says in one sentence what is wrong with a command line.</summary>
internal static class UsageError
{
    /// <summary>The sentence for the first thing wrong, or null where nothing is.</summary>
    public static string? Find(ParseResult parsed)
    {
        if (UnknownOption(parsed) is { } option)
        {
            string hint = Suggestion.Phrase(option, OptionNames(parsed.CommandResult));
            string escape = parsed.CommandResult.Command.Arguments.Count > 0 ? " (Text that begins with a dash goes after --.)" : "";
            return $"There is no option '{option}' in {Path(parsed.CommandResult)}{hint}{escape}";
        }

        if (parsed.UnmatchedTokens is [string token, ..])
        {
            Command command = parsed.CommandResult.Command;
            return command.Subcommands.Count > 0
                ? $"There is no command '{token}' in {Path(parsed.CommandResult)}{Suggestion.Phrase(token, command.Subcommands.Select(sub => sub.Name))}"
                : $"{Path(parsed.CommandResult)} does not know what to do with '{token}'.";
        }

        return parsed.Errors is [ParseError error, ..] ? error.Message : null;
    }

    /// <summary>The command as the user types it: "heed tokenizer train".</summary>
    public static string Path(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : "heed";

    /// <summary>A token with the looks of an option that the parser took for a value.</summary>
    private static string? UnknownOption(ParseResult parsed) => parsed.Tokens
        .TakeWhile(token => token.Type != TokenType.DoubleDash)
        .FirstOrDefault(token => token.Type == TokenType.Argument && LooksLikeOption(token.Value))?.Value;

    private static bool LooksLikeOption(string text) =>
        text.Length > 1 && text[0] == '-' && (text[1] == '-' || char.IsAsciiLetter(text[1])) && !text.Contains(' ', StringComparison.Ordinal);

    private static IEnumerable<string> OptionNames(CommandResult? result)
    {
        for (; result is not null; result = result.Parent as CommandResult)
        {
            foreach (Option option in result.Command.Options)
            {
                yield return option.Name;
            }
        }
    }
}
