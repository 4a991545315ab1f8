using System.Text.RegularExpressions;
using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Models;
using Heed.Text.Tokenization.Models.Unigram;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization.Formats;

/// <summary>
/// Makes a tokenizer of the usual parts from a SentencePiece model (Kudo and Richardson 2018, arXiv:1808.06226), Unigram or byte-pair,
/// that gives the ids that SentencePiece gives.
/// </summary>
internal static class SentencePieceFormat
{
    private const string Space = "▁";

    public static TokenizerFormat Format { get; } = new(
        "SentencePiece's .model",
        ["tokenizer.model", "spiece.model", "sentencepiece.bpe.model", "sentencepiece.model", "spm.model"],
        source => IsLikely(source.Content.Span),
        source => Read(source));

    /// <summary>The stages besides the model.</summary>
    public static TokenizerParts Parts(SentencePieceModel model, TokenModel tokens) => new()
    {
        Normalizer = new NormalizerSequence(BuildNormalizers(model)),
        PreTokenizer = model.Algorithm == SentencePieceAlgorithm.Unigram ? null : BuildPreTokenizer(model),
        Model = tokens,
        Decoder = new DecoderSequence(BuildDecoders(model)),
    };

    /// <summary>The logarithm of a piece's probability, as the search takes it.</summary>
    public static double Score(SentencePiece piece)
    {
        // SentencePiece gives a user's own piece this score at every place, which no segmentation into other pieces reaches.
        const double UserScore = -0.1;
        return piece.Type == SentencePieceType.UserDefined ? UserScore : piece.Score;
    }

    private static Tokenizer Read(TokenizerSource source)
    {
        SentencePieceModel model = SentencePieceModel.Read(source.Content.Span, source.Path);
        try
        {
            TokenModel tokens = model.Algorithm == SentencePieceAlgorithm.Unigram ? BuildUnigram(model) : SentencePieceMerges.Build(model);
            return new Tokenizer(Parts(model, tokens), model.Pieces
                .Where(piece => piece.Type is SentencePieceType.Control or SentencePieceType.Unknown).Select(piece => piece.Text));
        }
        catch (ArgumentException exception)
        {
            throw new UserException($"{source.Path} is not consistent: {exception.Message}", exception);
        }
    }

    /// <summary>Whether a file begins with a short piece, first its text and then its score or type.</summary>
    private static bool IsLikely(ReadOnlySpan<byte> start) =>
        start is [0x0A, < 0x80, 0x0A, < 0x80, ..] && start.Length > 4 + start[3] && start[4 + start[3]] is 0x15 or 0x18;

    private static List<Normalizer> BuildNormalizers(SentencePieceModel model)
    {
        List<Normalizer> steps = model.CharacterMap.Length > 0 ? [new PrecompiledNormalizer(model.CharacterMap)] : [];
        if (model.RemovesExtraSpaces)
        {
            // At the end, a ▁ of the text counts as a space. The expressions look at each character once.
            string end = model.EscapesSpaces ? @"(?<![ ▁])[ ▁]+\z" : @" \z";
            steps.Add(new ReplaceNormalizer(TextPattern.Expression(" {2,}"), " "));
            steps.Add(new ReplaceNormalizer(TextPattern.Expression($@"\A |{end}"), ""));
        }

        if (model.AddsSpace)
        {
            string space = model.EscapesSpaces ? Space : " ";
            steps.Add(model.SpaceAsSuffix ? new AppendNormalizer(space) : new PrependNormalizer(space));
        }

        if (model.EscapesSpaces)
        {
            steps.Add(new ReplaceNormalizer(TextPattern.Literal(" "), Space));
        }

        return steps;
    }

    private static UnigramModel BuildUnigram(SentencePieceModel model)
    {
        int unknown = model.Pieces.FindIndex(piece => piece.Type == SentencePieceType.Unknown);
        return new UnigramModel(
            [.. model.Pieces.Select(piece => (piece.Text, Score(piece)))],
            new UnigramOptions { UnknownId = unknown < 0 ? null : unknown, ByteFallback = model.ByteFallback });
    }

    /// <summary>No byte-pair piece crosses the end of a run of spaces or a user's own piece; the model may take the words one by one.</summary>
    private static SplitPreTokenizer? BuildPreTokenizer(SentencePieceModel model)
    {
        List<string> own = [.. model.Pieces.Where(piece => piece.Type == SentencePieceType.UserDefined).Select(piece => piece.Text)];
        own.Sort((a, b) => a.Length != b.Length ? b.Length.CompareTo(a.Length) : string.CompareOrdinal(a, b));
        bool staysInWords = !model.Pieces.Any(piece => piece.Type == SentencePieceType.Normal && Crosses(piece.Text, model.SpaceAsSuffix));
        string words = !staysInWords ? "" : model.SpaceAsSuffix ? "[^▁]*▁+" : "▁+[^▁]*";
        IEnumerable<string> patterns = own.Count == 0 ? [words] : own.Select(Regex.Escape);
        string pattern = string.Join('|', patterns.Where(part => part.Length > 0));
        return pattern.Length == 0 ? null
            : new SplitPreTokenizer(TextPattern.Expression(pattern), SplitBehavior.Isolated, invert: false);
    }

    private static bool Crosses(string piece, bool spaceAsSuffix)
    {
        for (int i = 1; i < piece.Length; i++)
        {
            if (spaceAsSuffix ? piece[i - 1] == '▁' && piece[i] != '▁' : piece[i - 1] != '▁' && piece[i] == '▁')
            {
                return true;
            }
        }

        return false;
    }

    private static List<Decoder> BuildDecoders(SentencePieceModel model)
    {
        List<Decoder> steps = model.EscapesSpaces ? [new ReplaceDecoder(TextPattern.Literal(Space), " ")] : [];
        if (model.ByteFallback)
        {
            steps.Add(new ByteFallbackDecoder());
        }

        steps.Add(new FuseDecoder());
        if (model.AddsSpace)
        {
            steps.Add(model.SpaceAsSuffix ? new StripDecoder(' ', start: 0, stop: 1) : new StripDecoder(' ', start: 1, stop: 0));
        }

        return steps;
    }
}
