using Heed.Text.Tokenization.Models.BytePair;

namespace Heed.Text.Tokenization.Formats;

/// <summary>
/// The merges behind a byte-pair model of SentencePiece, which knows only pieces: two neighbours merge if what they make is a piece, the
/// piece of the highest score first. So every way to cut a piece in two pieces is a merge, and they are ordered by the score.
/// </summary>
internal static class SentencePieceMerges
{
    /// <exception cref="ArgumentException">The pieces are not consistent.</exception>
    public static BytePairModel Build(SentencePieceModel model)
    {
        var vocabulary = new Vocabulary(model.Pieces.Select(piece => piece.Text));
        var byScore = model.Pieces.Where(piece => piece.Type == SentencePieceType.Normal).ToList();
        HashSet<string> normal = [.. byScore.Select(piece => piece.Text)];
        // A stable sort: pieces of the same score stay in the order of their ids.
        var merges = byScore.OrderByDescending(piece => piece.Score).SelectMany(piece => Cuts(piece.Text, normal)).ToList();
        return new BytePairModel(vocabulary, merges, new BytePairOptions
        {
            UnknownPiece = model.Pieces.FirstOrDefault(piece => piece.Type == SentencePieceType.Unknown).Text,
            FuseUnknown = true,
            ByteFallback = model.ByteFallback,
            IgnoreMerges = model.Pieces.Any(piece => piece.Type == SentencePieceType.UserDefined),
        });
    }

    private static IEnumerable<(string Left, string Right)> Cuts(string piece, HashSet<string> pieces)
    {
        for (int cut = 1; cut < piece.Length; cut++)
        {
            string left = piece[..cut];
            if (!char.IsLowSurrogate(piece[cut]) && pieces.Contains(left) && pieces.Contains(piece[cut..]))
            {
                yield return (left, piece[cut..]);
            }
        }
    }
}
