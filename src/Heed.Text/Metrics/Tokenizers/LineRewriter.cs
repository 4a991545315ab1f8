using System.Text;

namespace Heed.Text.Metrics.Tokenizers;

/// <summary>
/// A line that a tokenizer's rules rewrite one after the other, as code points. Each rule runs from left to right over what the one before
/// it left, and a character that has taken part in one match takes part in no other of the same rule.
/// </summary>
internal sealed class LineRewriter
{
    private List<int> _line;
    private List<int> _rewritten;

    public LineRewriter(ReadOnlySpan<char> line)
    {
        _line = new List<int>(2 * line.Length);
        _rewritten = new List<int>(2 * line.Length);
        foreach (Rune rune in line.EnumerateRunes())
        {
            _line.Add(rune.Value);
        }
    }

    /// <summary><c>x → ␣x␣</c></summary>
    public void Surround(Func<int, bool> matches)
    {
        foreach (int codePoint in _line)
        {
            if (matches(codePoint))
            {
                _rewritten.AddRange([' ', codePoint, ' ']);
            }
            else
            {
                _rewritten.Add(codePoint);
            }
        }

        Commit();
    }

    /// <summary><c>xy → x␣y␣</c></summary>
    public void DetachSecond(Func<int, bool> first, Func<int, bool> second) =>
        RewritePairs(first, second, (x, y, to) => to.AddRange([x, ' ', y, ' ']));

    /// <summary><c>xy → ␣x␣y</c></summary>
    public void DetachFirst(Func<int, bool> first, Func<int, bool> second) =>
        RewritePairs(first, second, (x, y, to) => to.AddRange([' ', x, ' ', y]));

    /// <summary>The words with one space between them and none around them.</summary>
    public string JoinWords()
    {
        var words = new StringBuilder(_line.Count);
        bool space = false;
        foreach (int codePoint in _line)
        {
            if (PythonText.IsWhiteSpace(codePoint))
            {
                space = words.Length > 0;
                continue;
            }

            if (space)
            {
                words.Append(' ');
                space = false;
            }

            words.Append(new Rune(codePoint));
        }

        return words.ToString();
    }

    private void RewritePairs(Func<int, bool> first, Func<int, bool> second, Action<int, int, List<int>> write)
    {
        for (int i = 0; i < _line.Count; i++)
        {
            if (i + 1 < _line.Count && first(_line[i]) && second(_line[i + 1]))
            {
                write(_line[i], _line[i + 1], _rewritten);
                i++;
            }
            else
            {
                _rewritten.Add(_line[i]);
            }
        }

        Commit();
    }

    private void Commit()
    {
        (_line, _rewritten) = (_rewritten, _line);
        _rewritten.Clear();
    }
}
