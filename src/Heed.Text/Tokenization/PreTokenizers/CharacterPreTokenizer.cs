using System.Text;

namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>A pre-tokenizer that cuts at characters of some kind, each of them a match.</summary>
public abstract class CharacterPreTokenizer(SplitBehavior behavior) : PreTokenizer
{
    public override void Apply(WordText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string value = text.Text.Value;
        var matches = new List<(int Start, int End)>();
        text.Recut((word, cut) =>
        {
            matches.Clear();
            Find(value.AsSpan(word.Start, word.End - word.Start), matches);
            SplitJoiner.Cut(word, matches, behavior, invert: false, cut);
        });
    }

    /// <summary>Whether the text is cut here.</summary>
    protected abstract bool IsMatch(Rune character);

    private void Find(ReadOnlySpan<char> word, List<(int Start, int End)> matches)
    {
        int width;
        for (int at = 0; at < word.Length; at += width)
        {
            Rune.DecodeFromUtf16(word[at..], out Rune character, out width);
            if (IsMatch(character))
            {
                matches.Add((at, at + width));
            }
        }
    }
}
