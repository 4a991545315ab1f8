using System.Text.Json;
using Heed.Text.Tokenization.Models;
using Heed.Text.Tokenization.Models.Unigram;

namespace Heed.Text.Tokenization.Formats;

/// <summary>
/// What a translator of Marian's comes with: source.spm and target.spm, each a SentencePiece model that cuts one language, and vocab.json,
/// which gives the pieces of both their ids. A folder, or source.spm, is read as what cuts the source; its ids decode either language.
/// </summary>
internal static class MarianFormat
{
    private const string Unknown = "<unk>";

    /// <summary>The score of a piece that only the other language has: it is taken where nothing else covers a character.</summary>
    private const double OtherLanguage = -1000;

    private static readonly string[] Names = ["source.spm", "target.spm"];
    private static readonly string[] SpecialPieces = ["<pad>", Unknown, "<s>", "</s>"];

    public static TokenizerFormat Format { get; } = new(
        "source.spm, target.spm and vocab.json of Marian", [Names[0]], source => Names.Any(source.IsNamed), Read);

    private static Tokenizer Read(TokenizerSource source)
    {
        SentencePieceModel model = SentencePieceModel.Read(source.Content.Span, source.Path);
        if (model.Algorithm != SentencePieceAlgorithm.Unigram)
        {
            throw new UserException($"{source.Path} is a {model.Algorithm} model; Heed reads Unigram beside a vocab.json.");
        }

        TokenizerSource ids = source.Beside(Names.First(source.IsNamed), "vocab.json");
        try
        {
            using JsonDocument document = JsonDocument.Parse(ids.Content);
            Vocabulary vocabulary = VocabularyFile.Read(document.RootElement, ids.Path);
            int unknown = vocabulary.TryGetId(Unknown, out int id) ? id
                : throw new UserException($"{ids.Path} has no piece {Unknown}, which every vocabulary of Marian's has.");
            return new Tokenizer(
                SentencePieceFormat.Parts(model, Build(model, vocabulary, unknown)), SpecialPieces.Where(piece => vocabulary.TryGetId(piece, out _)));
        }
        catch (JsonException exception)
        {
            throw new UserException($"{ids.Path} is not valid JSON (line {exception.LineNumber + 1}): {exception.Message} Is the file complete?", exception);
        }
        catch (ArgumentException exception)
        {
            throw new UserException($"{source.Path} and {ids.Name} beside it do not belong together: {exception.Message}", exception);
        }
    }

    private static UnigramModel Build(SentencePieceModel model, Vocabulary vocabulary, int unknown)
    {
        if (vocabulary.Pieces.Count < vocabulary.Count)
        {
            throw new ArgumentException($"{vocabulary.Count - vocabulary.Pieces.Count} of the ids have no piece.");
        }

        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (SentencePiece piece in model.Pieces)
        {
            if (piece.Type is SentencePieceType.Normal or SentencePieceType.UserDefined)
            {
                scores[piece.Text] = SentencePieceFormat.Score(piece);
            }
        }

        return new UnigramModel(
            [.. vocabulary.Pieces.Select(piece => (piece, scores.GetValueOrDefault(piece, OtherLanguage)))], new UnigramOptions { UnknownId = unknown });
    }
}
