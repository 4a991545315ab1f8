namespace Heed.Text.Tokenization.Formats.Tiktoken;

/// <summary>
/// A .tiktoken file has pieces in the order in which they were learned, but not from which two each was merged. Merging a piece's bytes
/// with nothing but the pieces before it ends with those two.
/// </summary>
internal static class TiktokenMerges
{
    /// <summary>The merges, in the order of the pieces that they make. Pieces that cannot be merged so are only found as whole words.</summary>
    public static List<(string Left, string Right)> Of(Vocabulary vocabulary)
    {
        var merges = new List<(string Left, string Right)>(vocabulary.Count);
        var parts = new List<(int Start, int End)>();
        for (int id = 0; id < vocabulary.Count; id++)
        {
            if (vocabulary.TryGetPiece(id) is { Length: > 1 } piece)
            {
                Merge(piece, id, vocabulary, parts);
                if (parts.Count == 2)
                {
                    merges.Add((piece[..parts[0].End], piece[parts[1].Start..]));
                }
            }
        }

        return merges;
    }

    /// <summary>Merges again and again the two neighbours that make the earliest piece, of equal ones the leftmost.</summary>
    private static void Merge(string piece, int before, Vocabulary vocabulary, List<(int Start, int End)> parts)
    {
        parts.Clear();
        for (int i = 0; i < piece.Length; i++)
        {
            parts.Add((i, i + 1));
        }

        while (parts.Count > 2)
        {
            int best = before;
            int place = -1;
            for (int i = 0; i + 1 < parts.Count; i++)
            {
                if (vocabulary.TryGetId(piece.AsSpan(parts[i].Start, parts[i + 1].End - parts[i].Start), out int id) && id < best)
                {
                    (best, place) = (id, i);
                }
            }

            if (place < 0)
            {
                return;
            }

            parts[place] = (parts[place].Start, parts[place + 1].End);
            parts.RemoveAt(place + 1);
        }
    }
}
