namespace Heed.Text.Tokenization.PreTokenizers;

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
