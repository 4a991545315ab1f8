using Heed.Text.Tokenization;

namespace Heed.Text.Batching;

/// <summary>The special tokens around a single text: the post-processor's where the tokenizer has one (<c>[CLS] … [SEP]</c>), otherwise the end token.</summary>
public sealed class TextFrame
{
    private const string Probe = "a";

    private readonly Tokenizer tokenizer;
    private readonly int[] before;
    private readonly int[] after;

    /// <summary>The frame that <paramref name="tokenizer"/> puts around a text.</summary>
    /// <exception cref="UserException">It puts none there and has no end token.</exception>
    public TextFrame(Tokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        this.tokenizer = tokenizer;
        int[] plain = tokenizer.Encode(Probe);
        int[] framed = tokenizer.Encode(Probe, new EncodeOptions { AddSpecialTokens = true });
        int start = framed.AsSpan().IndexOf(plain);
        (before, after) = framed.Length == plain.Length
            ? ((int[])[], (int[])[tokenizer.Specials.End])
            : (framed[..start], framed[(start + plain.Length)..]);
    }

    /// <summary>Ids that it adds to every text.</summary>
    public int Added => before.Length + after.Length;

    /// <summary>The ids of a text without its frame.</summary>
    public int[] Pieces(string text) => tokenizer.Encode(text);

    /// <summary>The ids of a text in its frame, cut to <paramref name="maximum"/> in all.</summary>
    public int[] Encode(string text, int maximum, TextCut cut = TextCut.Head) => Wrap(Pieces(text), maximum, cut);

    /// <summary>Pieces in their frame, cut to <paramref name="maximum"/> in all.</summary>
    public int[] Wrap(ReadOnlySpan<int> pieces, int maximum, TextCut cut = TextCut.Head)
    {
        int room = Math.Max(0, maximum - Added);
        int head = pieces.Length <= room ? pieces.Length : cut switch
        {
            TextCut.Head => room,
            TextCut.Tail => 0,
            _ => room / 4,
        };
        int tail = pieces.Length <= room ? 0 : room - head;
        return [.. before, .. pieces[..head], .. pieces[^tail..], .. after];
    }
}
