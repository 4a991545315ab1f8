namespace Heed.Text.Tokenization;

/// <summary>What a token that stands for no text is for.</summary>
public enum SpecialToken
{
    /// <summary><c>&lt;pad&gt;</c>: fills a padded batch.</summary>
    Padding,

    /// <summary><c>&lt;unk&gt;</c>: stands for what the vocabulary cannot spell.</summary>
    Unknown,

    /// <summary><c>&lt;s&gt;</c>: begins the decoder's input.</summary>
    Start,

    /// <summary><c>&lt;/s&gt;</c>: ends a sentence.</summary>
    End,
}

/// <summary>The ids of the tokens that stand for no text. A tokenizer that Heed trains has 0, 1, 2 and 3 for them.</summary>
public sealed class SpecialTokens
{
    /// <summary>What Heed writes, in the order of the ids.</summary>
    public static readonly IReadOnlyList<string> Pieces = ["<pad>", UnknownPiece, "<s>", "</s>"];

    /// <summary>What BERT's vocabularies write in their place; [CLS] begins and [SEP] ends a text.</summary>
    public static readonly IReadOnlyList<string> BertPieces = ["[PAD]", BertUnknownPiece, "[CLS]", "[SEP]"];

    internal const string UnknownPiece = "<unk>";
    internal const string BertUnknownPiece = "[UNK]";

    private readonly int?[] ids;

    internal SpecialTokens(Func<string, int?> find) =>
        ids = [.. Pieces.Zip(BertPieces).Select(names => find(names.First) ?? find(names.Second))];

    /// <summary><c>&lt;pad&gt;</c>: fills a padded batch.</summary>
    public int Padding => Require(SpecialToken.Padding);

    /// <summary><c>&lt;unk&gt;</c>: stands for what the vocabulary cannot spell.</summary>
    public int Unknown => Require(SpecialToken.Unknown);

    /// <summary><c>&lt;s&gt;</c>: begins the decoder's input.</summary>
    public int Start => Require(SpecialToken.Start);

    /// <summary><c>&lt;/s&gt;</c>: ends a sentence.</summary>
    public int End => Require(SpecialToken.End);

    /// <summary>The id for a purpose, or null where the tokenizer has no such token.</summary>
    public int? Find(SpecialToken purpose) => ids[(int)purpose];

    private int Require(SpecialToken purpose) => Find(purpose) ?? throw new UserException(
        $"This tokenizer has no special token {Pieces[(int)purpose]}, which is needed here; choose one that was trained for this task.");
}
