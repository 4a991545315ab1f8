using System.CommandLine;

namespace Heed.Cli.Commands;

/// <summary>Options that several verbs have, so that they are called and explained the same everywhere.</summary>
internal static class CommonOptions
{
    public static Option<string> Model(bool required = true) =>
        new("--model") { Description = "The model folder.", HelpName = "DIR", Required = required };

    public static Option<string> Input() =>
        new("--input") { Description = "What to read, one sentence a line, plain or .gz; - is standard input.", HelpName = "FILE", DefaultValueFactory = _ => "-" };

    public static Option<string> Output() =>
        new("--output") { Description = "Where to write; - is standard output.", HelpName = "FILE", DefaultValueFactory = _ => "-" };

    public static Option<bool> Json() => new("--json") { Description = "Print one line of JSON." };

    public static Option<string[]> Files(string name, string description, bool required = false) =>
        new(name) { Description = description, HelpName = "FILE", AllowMultipleArgumentsPerToken = true, Arity = ArgumentArity.OneOrMore, Required = required };

    /// <summary>One of a few words.</summary>
    public static Option<string> Choice(string name, string value, IReadOnlyList<string> words, string description)
    {
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', words), DefaultValueFactory = _ => value };
        option.CompletionSources.Add([.. words]);
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } word && !words.Contains(word))
            {
                result.AddError($"{name} is '{word}', but takes one of {string.Join(", ", words)}.");
            }
        });
        return option;
    }

    /// <summary>Some of a few words.</summary>
    public static Option<string[]> Choices(string name, IReadOnlyList<string> words, string description)
    {
        Option<string[]> option = Files(name, description);
        option.HelpName = string.Join('|', words);
        option.CompletionSources.Add([.. words]);
        option.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => !words.Contains(token.Value)) is { } unknown)
            {
                result.AddError($"{name} has '{unknown.Value}', but takes {string.Join(", ", words)}.");
            }
        });
        return option;
    }

    public static Option<int> Number(string name, int value, string description, int least = 1)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < least)
            {
                result.AddError($"{name} takes a whole number from {least}.");
            }
        });
        return option;
    }

    public static Option<int> Threads() => Number("--threads", 0, "Threads; 0 is one a processor.", least: 0);

    /// <summary>A number from 0 to 1.</summary>
    public static Option<double> Share(string name, double value, string description)
    {
        var option = new Option<double>(name) { Description = description, HelpName = "SHARE", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 1))
            {
                result.AddError($"{name} takes a number from 0 to 1.");
            }
        });
        return option;
    }

    public static Option<int?> OptionalNumber(string name, string description, int least = 1)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < least)
            {
                result.AddError($"{name} takes a whole number from {least}.");
            }
        });
        return option;
    }
}
