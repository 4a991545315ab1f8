using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Patterns;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization.Training;

/// <summary>
/// Words that carry the space before them as ▁: runs of letters, of Chinese and Japanese characters, or of punctuation, and single
/// digits. Joining them gives the text back.
/// </summary>
internal static class SpacedWords
{
    /// <param name="prefix">Whether a text gets a space before its first word, so that it is the same there as inside.</param>
    /// <param name="ideographRuns">Whether Chinese and Japanese characters that touch stay together, or each is a word.</param>
    public static PreTokenizer PreTokenizer(bool prefix, bool ideographRuns) => new PreTokenizerSequence(
    [
        Spaces(prefix),
        new SplitPreTokenizer(TextPattern.Expression(ideographRuns ? IdeographsPattern.Run : IdeographsPattern.One), SplitBehavior.Isolated, invert: false),
        new SplitPreTokenizer(TextPattern.Expression(SpacedWordsPattern.Words), SplitBehavior.Isolated, invert: false),
    ]);

    /// <summary>Spaces written as ▁, and nothing cut.</summary>
    public static PreTokenizer Spaces(bool prefix) =>
        new MetaspacePreTokenizer(MetaspacePreTokenizer.Space, prefix ? SpacePrefix.Always : SpacePrefix.Never, split: false);

    /// <summary>The way back.</summary>
    /// <param name="prefix">Whether the first piece has a space that the text had not.</param>
    /// <param name="bytes">Whether there are pieces for bytes.</param>
    public static Decoder Decoder(bool prefix, bool bytes)
    {
        List<Decoder> steps = [new ReplaceDecoder(TextPattern.Literal("▁"), " ")];
        if (bytes)
        {
            steps.Add(new ByteFallbackDecoder());
        }

        steps.Add(new FuseDecoder());
        if (prefix)
        {
            steps.Add(new StripDecoder(' ', start: 1, stop: 0));
        }

        return new DecoderSequence(steps);
    }
}
