using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Heed.Cli.Terminal;

/// <summary>What <c>--help</c> does: the library's sections, then the verb's examples.</summary>
internal sealed class Help : SynchronousCommandLineAction
{
    private const int Widest = 110;
    private readonly HelpAction sections = new() { MaxWidth = Console.IsOutputRedirected ? Widest : Math.Clamp(Console.WindowWidth, 60, Widest) };

    public override bool ClearsParseErrors => true;

    public static HelpOption Option() => new("--help", "-h") { Description = "Show this help.", Action = new Help() };

    public override int Invoke(ParseResult parseResult)
    {
        int code = sections.Invoke(parseResult);
        if (parseResult.CommandResult.Command is Verb { Examples.Count: > 0 } verb)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach ((string comment, string line) in verb.Examples)
            {
                output.WriteLine($"  # {comment}");
                output.WriteLine($"  {line}");
            }
        }

        return code;
    }
}
