using System.Text.Json;

namespace Heed.Text.Tokenization.Models.Words;

/// <summary>Every word is one piece, and one that the vocabulary does not hold is unknown.</summary>
public sealed class WordLevelModel : TokenModel
{
    private readonly int unknownId;

    /// <param name="vocabulary">All words.</param>
    /// <param name="unknownPiece">The piece for any other word.</param>
    /// <exception cref="ArgumentException">The unknown piece is missing from the vocabulary.</exception>
    public WordLevelModel(Vocabulary vocabulary, string unknownPiece)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        Vocabulary = vocabulary;
        UnknownPiece = unknownPiece;
        unknownId = vocabulary.TryGetId(unknownPiece, out int id) ? id
            : throw new ArgumentException($"The vocabulary has no piece '{unknownPiece}'.");
    }

    public override Vocabulary Vocabulary { get; }

    public string UnknownPiece { get; }

    public override void Encode(ReadOnlySpan<char> word, List<Token> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        pieces.Add(new Token(Vocabulary.TryGetId(word, out int id) ? id : unknownId, 0, word.Length));
    }

    /// <summary>There is but one segmentation.</summary>
    internal override void Sample(ReadOnlySpan<char> word, double rate, ref SplitMix64 random, List<Token> pieces) => Encode(word, pieces);

    internal static new WordLevelModel Read(JsonPart json) => new(VocabularyFile.Read(json), json.String("unk_token"));

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "WordLevel");
        VocabularyFile.Write(json, Vocabulary);
        json.WriteString("unk_token", UnknownPiece);
        json.WriteEndObject();
    }
}
