namespace Heed.Text.Tokenization;

/// <summary>The ids of the tokens that stand for no text. A tokenizer that Heed trains has 0, 1, 2 and 3 for them.</summary>
public sealed class SpecialTokens
{
    /// <summary>What Heed writes, in the order of the ids.</summary>
    public static readonly IReadOnlyList<string> Pieces = [PaddingPiece, UnknownPiece, StartPiece, EndPiece];

    internal const string PaddingPiece = "<pad>";
    internal const string UnknownPiece = "<unk>";
    internal const string StartPiece = "<s>";
    internal const string EndPiece = "</s>";

    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);

    internal SpecialTokens(Func<string, int?> find)
    {
        foreach (string piece in Pieces)
        {
            if (find(piece) is { } id)
            {
                ids.Add(piece, id);
            }
        }
    }

    /// <summary><c>&lt;pad&gt;</c>: fills a padded batch.</summary>
    public int Padding => Id(PaddingPiece);

    /// <summary><c>&lt;unk&gt;</c>: stands for what the vocabulary cannot spell.</summary>
    public int Unknown => Id(UnknownPiece);

    /// <summary><c>&lt;s&gt;</c>: begins the decoder's input.</summary>
    public int Start => Id(StartPiece);

    /// <summary><c>&lt;/s&gt;</c>: ends a sentence.</summary>
    public int End => Id(EndPiece);

    private int Id(string piece) => ids.TryGetValue(piece, out int id) ? id
        : throw new UserException($"This tokenizer has no special token {piece}, which is needed here; choose one that was trained for this task.");
}
