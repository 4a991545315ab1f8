using Heed.Text.Tokenization;

namespace Heed.Text.Batching;

/// <summary>The special tokens around a pair: the decoder's input begins with the start, its output ends with the end, and so does the source if wanted.</summary>
/// <param name="Start">Id of <c>&lt;s&gt;</c>.</param>
/// <param name="End">Id of <c>&lt;/s&gt;</c>.</param>
/// <param name="EndSource">
/// Whether sources end with <c>&lt;/s&gt;</c> too, which gives the encoder one place that knows where the sentence stops. Translation must
/// do as training did.
/// </param>
public sealed record SequenceFrame(int Start, int End, bool EndSource = true)
{
    /// <summary>The special tokens of a tokenizer.</summary>
    public static SequenceFrame Of(SpecialTokens specials, bool endSource = true)
    {
        ArgumentNullException.ThrowIfNull(specials);
        return new SequenceFrame(specials.Start, specials.End, endSource);
    }

    /// <summary>Rows that a source of so many pieces takes.</summary>
    public int SourceLength(int pieces) => EndSource ? pieces + 1 : pieces;

    /// <summary>Rows that a target of so many pieces takes.</summary>
    public static int TargetLength(int pieces) => pieces + 1;
}
