using System.CommandLine;
using System.CommandLine.Help;
using Heed.Cli.Commands.Benchmarks;
using Heed.Cli.Commands.Tokenizers;
using Heed.Cli.Terminal;

namespace Heed.Cli.Commands;

/// <summary>The command line's root: the verbs, and the options that every verb has.</summary>
internal static class Root
{
    public static RootCommand Create(Session session, out Option<bool> verbose)
    {
        var root = new RootCommand("Train, inspect and serve Transformers on this machine's processor.") { HelpName = "heed" };
        root.Directives.Clear();
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Options.Single().Description = "Show the version.";
        verbose = new Option<bool>("--verbose") { Description = "Print the stack trace of an error.", Recursive = true };
        root.Options.Add(Help.Option());
        root.Options.Add(verbose);
        root.Subcommands.Add(QuickstartCommand.Create(session));
        root.Subcommands.Add(TrainCommand.Create(session));
        root.Subcommands.Add(TranslateCommand.Create(session));
        root.Subcommands.Add(ClassifyCommand.Create(session));
        root.Subcommands.Add(EmbedCommand.Create(session));
        root.Subcommands.Add(InspectCommand.Create(session));
        root.Subcommands.Add(GenerateCommand.Create(session));
        root.Subcommands.Add(ServeCommand.Create(session));
        root.Subcommands.Add(EvaluateCommand.Create(session));
        root.Subcommands.Add(CompareLongTextCommand.Create(session));
        root.Subcommands.Add(ConvertCommand.Create(session));
        root.Subcommands.Add(TokenizerCommand.Create(session));
        root.Subcommands.Add(VariantsCommand.Create(session));
        root.Subcommands.Add(BenchCommand.Create(session));
        return root;
    }
}
