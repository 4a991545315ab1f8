namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>Edits one word of a text, from the editor's position to the end.</summary>
internal delegate void WordRewriter(ref MappedText.Editor editor, ReadOnlySpan<char> old, int end);

/// <summary>A normalised text and the words it is cut into: stretches from start to before end, in order, without overlap, none empty.</summary>
public sealed class WordText
{
    private List<(int Start, int End)> words = [];
    private List<(int Start, int End)> spare = [];

    /// <summary>One word: the whole text, or none where it is empty.</summary>
    public WordText(MappedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
        if (text.Value.Length > 0)
        {
            words.Add((0, text.Value.Length));
        }
    }

    public MappedText Text { get; }

    public IReadOnlyList<(int Start, int End)> Words => words;

    /// <summary>Whether this is the beginning of what was to be encoded, and not a stretch after an added token.</summary>
    internal bool IsFirst { get; init; } = true;

    /// <summary>
    /// Changes the characters of the words: <paramref name="rewrite"/> is called at the start of each with the old text and the word's end,
    /// and edits what it wants of it. What lies between words stays as it is.
    /// </summary>
    internal void Rewrite(WordRewriter rewrite)
    {
        MappedText.Editor editor = Text.Edit();
        ReadOnlySpan<char> old = Text.Value;
        spare.Clear();
        foreach ((int start, int end) in words)
        {
            editor.Keep(start - editor.Position);
            int begin = editor.Length;
            rewrite(ref editor, old, end);
            editor.Keep(end - editor.Position);
            spare.Add((begin, editor.Length));
        }

        editor.Commit();
        (words, spare) = (spare, words);
    }

    /// <summary>
    /// Puts other words in the place of the ones there are: <paramref name="cut"/> is called with each and adds what becomes of it;
    /// empty words are dropped.
    /// </summary>
    internal void Recut(Action<(int Start, int End), List<(int Start, int End)>> cut)
    {
        spare.Clear();
        foreach ((int Start, int End) word in words)
        {
            cut(word, spare);
        }

        spare.RemoveAll(word => word.End == word.Start);
        (words, spare) = (spare, words);
    }
}
