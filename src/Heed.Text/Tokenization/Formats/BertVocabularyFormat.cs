using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Models.WordPieces;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.PostProcessors;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization.Formats;

/// <summary>
/// vocab.txt: BERT's WordPiece, a piece a line. Whether the text is made lower case the file does not say; it is if no piece has a
/// capital, unless the variant "cased" or "uncased" is asked for.
/// </summary>
internal static class BertVocabularyFormat
{
    private const string FileName = "vocab.txt";
    private const string Unknown = "[UNK]";
    private const string Separator = "[SEP]";
    private const string Classification = "[CLS]";
    private static readonly string[] SpecialPieces = ["[PAD]", Unknown, Classification, Separator, "[MASK]"];

    public static TokenizerFormat Format { get; } = new(
        "vocab.txt of BERT", [FileName], source => source.IsNamed(FileName) || source.Contains("\n[SEP]\n"u8), Read);

    private static Tokenizer Read(TokenizerSource source)
    {
        List<string> pieces = [.. source.Lines()];
        Vocabulary vocabulary = Vocabulary(source, pieces);
        bool lowercase = source.Variant switch
        {
            "uncased" => true,
            "cased" => false,
            null => !pieces.Any(HasCapital),
            _ => throw new UserException($"{source.Path} cannot be read as \"{source.Variant}\"; a vocab.txt is cased or uncased."),
        };
        (SpecialPiece separator, SpecialPiece classification) = (Special(source, vocabulary, Separator), Special(source, vocabulary, Classification));
        var parts = new TokenizerParts
        {
            Normalizer = new BertNormalizer(cleanText: true, handleChineseChars: true, stripAccents: null, lowercase),
            PreTokenizer = new BertPreTokenizer(),
            Model = new WordPieceModel(vocabulary, new WordPieceOptions { UnknownPiece = Special(source, vocabulary, Unknown).Piece }),
            PostProcessor = Template(separator, classification),
            Decoder = new WordPieceDecoder("##", cleanup: true),
        };
        return new Tokenizer(parts, SpecialPieces.Where(piece => vocabulary.TryGetId(piece, out _)));
    }

    private static Vocabulary Vocabulary(TokenizerSource source, List<string> pieces)
    {
        try
        {
            return new Vocabulary(pieces);
        }
        catch (ArgumentException exception)
        {
            throw new UserException($"{source.Path} is not a vocabulary, a piece a line: {exception.Message}", exception);
        }
    }

    private static SpecialPiece Special(TokenizerSource source, Vocabulary vocabulary, string piece) => vocabulary.TryGetId(piece, out int id)
        ? new SpecialPiece(piece, id)
        : throw new UserException($"{source.Path} has no piece {piece}; a vocab.txt of BERT has it on a line of its own.");

    /// <summary>What newer files of Hugging Face's say instead of "BertProcessing"; it does the same.</summary>
    private static TemplateProcessor Template(SpecialPiece separator, SpecialPiece classification)
    {
        TemplatePiece[] single =
            [TemplatePiece.ForSpecial(classification.Piece, 0), TemplatePiece.ForText(0, 0), TemplatePiece.ForSpecial(separator.Piece, 0)];
        return new TemplateProcessor(
            single,
            [.. single, TemplatePiece.ForText(1, 1), TemplatePiece.ForSpecial(separator.Piece, 1)],
            [.. new[] { classification, separator }.Select(token => new TemplateSpecial(token.Piece, [token.Id], [token.Piece]))]);
    }

    /// <summary>Whether a piece other than a special one, which stands in brackets, has a letter that lower case would change; ℝ has none.</summary>
    private static bool HasCapital(string piece) => !string.Equals(piece, piece.ToLowerInvariant(), StringComparison.Ordinal)
        && !(piece[0] is '[' or '<' && piece[^1] is ']' or '>');
}
