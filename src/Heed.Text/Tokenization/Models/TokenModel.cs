namespace Heed.Text.Tokenization.Models;

/// <summary>The third stage: cuts one word into pieces of a vocabulary. A kind is one file or folder here; all are safe to use from many threads.</summary>
public abstract class TokenModel : TokenizerPart
{
    private static readonly PartRegistry<TokenModel> Kinds = new("model", new()
    {
        ["BPE"] = BytePair.BytePairFile.Read,
        ["WordPiece"] = WordPieces.WordPieceModel.Read,
        ["WordLevel"] = Words.WordLevelModel.Read,
        ["Unigram"] = Unigram.UnigramFile.Read,
    });

    /// <summary>The pieces and their ids.</summary>
    public abstract Vocabulary Vocabulary { get; }

    /// <summary>Adds the pieces of a word, best segmentation; their offsets count from the start of the word.</summary>
    public abstract void Encode(ReadOnlySpan<char> word, List<Token> pieces);

    /// <summary>How a word becomes its pieces, step by step, for people to read; the last step has the pieces that <see cref="Encode"/> gives.</summary>
    public virtual IReadOnlyList<EncodingStep> Explain(string word)
    {
        var pieces = new List<Token>();
        Encode(word, pieces);
        return [new EncodingStep("pieces", [.. pieces.Select(piece => Vocabulary[piece.Id])])];
    }

    /// <summary>Adds the pieces of a word in a random segmentation; see <see cref="SubwordRegularization"/>.</summary>
    internal abstract void Sample(ReadOnlySpan<char> word, double rate, ref SplitMix64 random, List<Token> pieces);

    /// <summary>This model, or one like it that never finds these pieces in a text: where a kind could, "&lt;/s&gt;" would be no text.</summary>
    internal virtual TokenModel Without(IReadOnlySet<int> specialIds) => this;

    internal static TokenModel Read(JsonPart json) => Kinds.Read(json, absent: KindOf(json));

    /// <summary>Files from before 2020 name no type; what the model has tells it.</summary>
    private static string KindOf(JsonPart json) =>
        json.Has("merges") ? "BPE" : json.Has("max_input_chars_per_word") ? "WordPiece" : json.Has("unk_id") ? "Unigram" : "WordLevel";
}
