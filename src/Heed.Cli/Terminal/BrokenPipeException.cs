namespace Heed.Cli.Terminal;

/// <summary>Whoever read standard output has read enough, as <c>head</c> does; a command ends quietly on it.</summary>
internal sealed class BrokenPipeException(string message, Exception inner) : IOException(message, inner);
