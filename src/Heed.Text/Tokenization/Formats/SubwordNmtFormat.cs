using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Models.BytePair;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization.Formats;

/// <summary>
/// The codes of subword-nmt: merges of characters, with <c>&lt;/w&gt;</c> at the end of words, for text whose words are separated by
/// spaces (Sennrich et al. 2016). The file has no ids: Heed's special tokens come first, then the characters, then what the merges make.
/// </summary>
internal static class SubwordNmtFormat
{
    private const string EndOfWord = "</w>";
    private const string Header = "#version: 0.2";

    public static TokenizerFormat Format { get; } = new(
        "codes of subword-nmt",
        ["bpe.codes", "codes.bpe", "codes.txt"],
        source => source.Begins("#version: 0."u8) && source.Contains("</w>"u8) && !source.IsNamed("merges.txt"),
        Read);

    private static Tokenizer Read(TokenizerSource source)
    {
        List<(string Left, string Right)> merges = Merges(source);
        var pieces = new List<string>(SpecialTokens.Pieces);
        var known = new HashSet<string>(pieces, StringComparer.Ordinal);
        foreach (string symbol in merges.SelectMany(merge => new[] { merge.Left, merge.Right }).SelectMany(Characters).Order(StringComparer.Ordinal))
        {
            Add(symbol);
            Add(symbol + EndOfWord);
        }

        foreach ((string left, string right) in merges)
        {
            Add(left);
            Add(right);
            Add(left + right);
        }

        var parts = new TokenizerParts
        {
            PreTokenizer = new WhitespaceSplitPreTokenizer(),
            Model = Model(new Vocabulary(pieces), merges, source.Path),
            Decoder = new WordSuffixDecoder(EndOfWord),
        };
        return new Tokenizer(parts, SpecialTokens.Pieces);

        void Add(string piece)
        {
            if (known.Add(piece))
            {
                pieces.Add(piece);
            }
        }
    }

    private static BytePairModel Model(Vocabulary vocabulary, List<(string Left, string Right)> merges, string path)
    {
        try
        {
            return new BytePairModel(vocabulary, merges, new BytePairOptions { UnknownPiece = SpecialTokens.UnknownPiece, EndOfWordSuffix = EndOfWord });
        }
        catch (ArgumentException exception)
        {
            throw new UserException($"{path} does not hold the codes in the order in which they were learned: {exception.Message}", exception);
        }
    }

    private static List<(string Left, string Right)> Merges(TokenizerSource source)
    {
        var merges = new List<(string Left, string Right)>();
        int number = 0;
        foreach (string line in source.Lines())
        {
            number++;
            if (number == 1)
            {
                if (line.TrimEnd() != Header)
                {
                    throw new UserException($"{source.Path} begins with '{line}'; Heed reads codes of version 0.2, which begin with '{Header}'. Learn the codes again with a subword-nmt of 2017 or later.");
                }

                continue;
            }

            string[] parts = line.Trim().Split(' ');
            merges.Add(parts.Length == 2 ? (parts[0], parts[1])
                : throw new UserException($"{source.Path}, line {number}: '{line}' is not two symbols with a space between them."));
        }

        return merges;
    }

    private static IEnumerable<string> Characters(string symbol)
    {
        string text = symbol.EndsWith(EndOfWord, StringComparison.Ordinal) ? symbol[..^EndOfWord.Length] : symbol;
        return text.EnumerateRunes().Select(character => character.ToString());
    }
}
