using System.Runtime.InteropServices;
using Heed.Text.Tokenization;

namespace Heed.Models.Generation;

/// <summary>Turns the tokens of a growing text into characters as they come; a character that takes several tokens comes whole.</summary>
public sealed class TextDecoder
{
    private const char Incomplete = '\uFFFD';
    private readonly Tokenizer tokenizer;
    private readonly List<int> text;
    private int context;
    private int shown;

    /// <summary>Begins behind <paramref name="prompt"/>, on which the first characters may depend.</summary>
    public TextDecoder(Tokenizer tokenizer, IReadOnlyList<int> prompt)
    {
        this.tokenizer = tokenizer;
        text = [.. prompt];
        shown = text.Count;
    }

    /// <summary>What <paramref name="token"/> adds to the text; nothing while a character is incomplete.</summary>
    public string Append(int token)
    {
        text.Add(token);
        string added = Added(CollectionsMarshal.AsSpan(text));
        if (added.Length == 0 || added[^1] == Incomplete)
        {
            return "";
        }

        (context, shown) = (shown, text.Count);
        return added;
    }

    /// <summary>What <paramref name="token"/> would add, an incomplete character included.</summary>
    public string Peek(int token) => Added([.. text, token]);

    /// <summary>The incomplete character at the end, if there is one.</summary>
    public string Flush()
    {
        string added = Added(CollectionsMarshal.AsSpan(text));
        shown = text.Count;
        return added;
    }

    // Only the newest tokens are decoded, behind those before them, on which their spaces may depend.
    private string Added(ReadOnlySpan<int> ids)
    {
        string before = tokenizer.Decode(ids[context..shown]);
        string after = tokenizer.Decode(ids[context..]);
        return after.Length > before.Length ? after[before.Length..] : "";
    }
}
