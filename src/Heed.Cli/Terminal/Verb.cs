using System.CommandLine;

namespace Heed.Cli.Terminal;

/// <summary>A command with examples, which <c>--help</c> prints last.</summary>
internal sealed class Verb(string name, string description) : Command(name, description)
{
    /// <summary>Each a comment and the line to type.</summary>
    public IReadOnlyList<(string Comment, string Line)> Examples { get; set; } = [];
}
