using Heed.Text;
using Heed.Text.Corpora;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Models.BytePair;
using Heed.Text.Tokenization.Models.Words;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Models.Import;

/// <summary>
/// A vocabulary that is a list of pieces and does not say how text is cut into them: characters where all pieces are single ones, otherwise what stands between
/// spaces, so that the text has to be cut before.
/// </summary>
internal static class PieceList
{
    private const string Unknown = "<unk>";

    /// <summary>Reads a piece a line; the unknown one comes last where the list has none.</summary>
    /// <exception cref="UserException">The file is missing, or a piece is there twice.</exception>
    public static Tokenizer Read(string path)
    {
        List<string> pieces = [.. TextLines.ReadAll(path)];
        if (!pieces.Contains(Unknown))
        {
            pieces.Add(Unknown);
        }

        string[] specials = [.. pieces.Where(piece => piece is [_, _, ..] && piece[0] == '<' && piece[^1] == '>')];
        bool isCharacters = pieces.Except(specials).All(piece => new System.Globalization.StringInfo(piece).LengthInTextElements <= 1);
        try
        {
            var vocabulary = new Vocabulary(pieces);
            return new Tokenizer(isCharacters ? Characters(vocabulary) : Words(vocabulary), specials);
        }
        catch (ArgumentException exception)
        {
            throw new UserException($"{path} is not a list of pieces, one a line: {exception.Message}", exception);
        }
    }

    private static TokenizerParts Characters(Vocabulary vocabulary) => new()
    {
        Model = new BytePairModel(vocabulary, [], new BytePairOptions { UnknownPiece = Unknown }),
        Decoder = new FuseDecoder(),
    };

    private static TokenizerParts Words(Vocabulary vocabulary) => new()
    {
        PreTokenizer = new WhitespaceSplitPreTokenizer(),
        Model = new WordLevelModel(vocabulary, Unknown),
    };
}
