namespace Heed.Server.LibreTranslate;

/// <summary>A language that some model reads or writes, as <c>/languages</c> lists it.</summary>
internal sealed record Language(string Code, string Name, IReadOnlyList<string> Targets);
