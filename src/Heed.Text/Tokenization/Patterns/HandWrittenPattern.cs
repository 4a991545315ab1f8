namespace Heed.Text.Tokenization.Patterns;

/// <summary>
/// An expression that so much text runs through that it is written out as code, which finds the same matches several times as fast.
/// A file still holds the expression; a kind is one file in this folder.
/// </summary>
internal abstract class HandWrittenPattern
{
    private static readonly Dictionary<string, HandWrittenPattern> ByExpression = new HandWrittenPattern[]
    {
        new SpacedWordsPattern(),
        new IdeographsPattern(runs: true),
        new IdeographsPattern(runs: false),
        new UnusualSpacePattern(),
        new Gpt2WordsPattern(),
        new Gpt4WordsPattern(),
    }.ToDictionary(pattern => pattern.Expression, StringComparer.Ordinal);

    /// <summary>All expressions that there is one for.</summary>
    public static IEnumerable<string> All => ByExpression.Keys;

    /// <summary>What it is written as in a file.</summary>
    public abstract string Expression { get; }

    /// <summary>Adds every match, in order and without overlap, to <paramref name="matches"/>.</summary>
    public abstract void FindAll(ReadOnlySpan<char> text, List<(int Start, int End)> matches);

    /// <summary>The one for an expression, or null.</summary>
    public static HandWrittenPattern? Find(string expression) => ByExpression.GetValueOrDefault(expression);
}
