using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Heed.Text.Tokenization.Models.WordPieces;

/// <summary>
/// WordPiece: from the left, always the longest piece that fits; pieces inside a word are marked (<c>##</c>). A word that cannot be spelled
/// so is unknown as a whole (Schuster and Nakajima 2012; BERT, arXiv:1810.04805).
/// </summary>
public sealed class WordPieceModel : TokenModel
{
    private const int StackLength = 256;
    private readonly WordCache cache = new();
    private readonly int unknownId;
    private readonly int longest;

    /// <param name="vocabulary">All pieces, those inside words with the prefix.</param>
    /// <param name="options">The marks and limits.</param>
    /// <exception cref="ArgumentException">The unknown piece is missing from the vocabulary.</exception>
    public WordPieceModel(Vocabulary vocabulary, WordPieceOptions options)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(options);
        Vocabulary = vocabulary;
        Options = options;
        unknownId = vocabulary.TryGetId(options.UnknownPiece, out int id) ? id
            : throw new ArgumentException($"The vocabulary has no piece '{options.UnknownPiece}'.");
        longest = vocabulary.Pieces.Max(piece => piece.Length);
    }

    public override Vocabulary Vocabulary { get; }

    public WordPieceOptions Options { get; }

    public override void Encode(ReadOnlySpan<char> word, List<Token> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        if (cache.TryGet(word, out Token[]? known))
        {
            pieces.AddRange(known);
            return;
        }

        int first = pieces.Count;
        if (IsTooLong(word) || !Segment(word, pieces))
        {
            pieces.RemoveRange(first, pieces.Count - first);
            pieces.Add(new Token(unknownId, 0, word.Length));
        }

        cache.Add(word, CollectionsMarshal.AsSpan(pieces)[first..]);
    }

    /// <summary>There is but one segmentation.</summary>
    internal override void Sample(ReadOnlySpan<char> word, double rate, ref SplitMix64 random, List<Token> pieces) => Encode(word, pieces);

    public override IReadOnlyList<EncodingStep> Explain(string word)
    {
        var pieces = new List<Token>();
        Encode(word, pieces);
        var taken = new List<string>();
        var steps = new List<EncodingStep> { new("the word", [word]) };
        foreach (Token piece in pieces)
        {
            taken.Add(Vocabulary[piece.Id]);
            string[] rest = piece.End < word.Length ? [Options.ContinuingPrefix + word[piece.End..]] : [];
            steps.Add(new EncodingStep(piece.Id == unknownId ? "no pieces spell it" : $"{taken[^1]}, the longest piece that fits", [.. taken, .. rest]));
        }

        return steps;
    }

    internal static new WordPieceModel Read(JsonPart json)
    {
        var options = new WordPieceOptions
        {
            UnknownPiece = json.String("unk_token"),
            ContinuingPrefix = json.String("continuing_subword_prefix"),
            MaximumCharacters = json.Integer("max_input_chars_per_word"),
        };
        return new WordPieceModel(VocabularyFile.Read(json), options);
    }

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "WordPiece");
        json.WriteString("unk_token", Options.UnknownPiece);
        json.WriteString("continuing_subword_prefix", Options.ContinuingPrefix);
        json.WriteNumber("max_input_chars_per_word", Options.MaximumCharacters);
        VocabularyFile.Write(json, Vocabulary);
        json.WriteEndObject();
    }

    private bool IsTooLong(ReadOnlySpan<char> word)
    {
        if (word.Length <= Options.MaximumCharacters)
        {
            return false;
        }

        int pairs = 0;
        foreach (char unit in word)
        {
            pairs += char.IsLowSurrogate(unit) ? 1 : 0;
        }

        return word.Length - pairs > Options.MaximumCharacters;
    }

    /// <summary>Adds pieces from the left for as long as there are any that fit.</summary>
    /// <returns>Whether they spell the whole word.</returns>
    private bool Segment(ReadOnlySpan<char> word, List<Token> pieces)
    {
        ReadOnlySpan<char> prefix = Options.ContinuingPrefix;
        char[]? rented = null;
        Span<char> spelled = prefix.Length + word.Length <= StackLength
            ? stackalloc char[StackLength]
            : rented = ArrayPool<char>.Shared.Rent(prefix.Length + word.Length);
        prefix.CopyTo(spelled);
        int start = 0;
        while (start < word.Length)
        {
            // What stands before the rest of the word in the buffer: nothing for its beginning, else the prefix.
            int marked = start == 0 ? 0 : prefix.Length;
            int most = Math.Min(word.Length - start, Math.Max(longest - marked, 0));
            word.Slice(start, most).CopyTo(spelled[marked..]);
            int length = most;
            int id = -1;
            while (length > 0 && !(IsBoundary(word, start + length) && Vocabulary.TryGetId(spelled[..(marked + length)], out id)))
            {
                length--;
            }

            if (length == 0)
            {
                break;
            }

            pieces.Add(new Token(id, start, start + length));
            start += length;
            prefix.CopyTo(spelled);
        }

        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return start == word.Length;
    }

    /// <summary>Whether a piece may end here, not inside a character of two units.</summary>
    private static bool IsBoundary(ReadOnlySpan<char> word, int at) => at == word.Length || !char.IsLowSurrogate(word[at]);
}
