using System.Runtime.InteropServices;
using Heed.Text.Tokenization.Models;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization;

/// <summary>
/// Text to ids and back: normalizer, pre-tokenizer, model, and the decoder for the way back, each of any kind. Safe to use from many
/// threads; the same text gives the same ids on each.
/// </summary>
/// <remarks>
/// What is encoded is the text, never a command: <c>&lt;/s&gt;</c> inside it is five characters, not the special token. A lone surrogate,
/// which no file and no UTF-8 can hold, is read as U+FFFD.
/// </remarks>
public sealed class Tokenizer
{
    [ThreadStatic]
    private static List<Token>? scratch;

    private readonly TokenizerParts parts;
    private readonly HashSet<int> specialIds;

    /// <param name="parts">The stages.</param>
    /// <param name="specialPieces">Pieces of the vocabulary that stand for no text; decoding leaves them out.</param>
    /// <exception cref="ArgumentException">A special piece is not in the vocabulary.</exception>
    public Tokenizer(TokenizerParts parts, IEnumerable<string> specialPieces)
    {
        ArgumentNullException.ThrowIfNull(parts);
        this.parts = parts;
        specialIds = [.. specialPieces.Select(piece => Id(piece)
            ?? throw new ArgumentException($"The special token '{piece}' has no id in the vocabulary."))];
        Specials = new SpecialTokens(Id);
    }

    /// <summary>How many ids there are, special tokens included: the rows of an embedding.</summary>
    public int VocabularySize => Vocabulary.Count;

    /// <summary>All pieces by id.</summary>
    public Vocabulary Vocabulary => parts.Model.Vocabulary;

    /// <summary>Ids of padding, unknown, start and end.</summary>
    public SpecialTokens Specials { get; }

    /// <summary>The stages.</summary>
    public TokenizerParts Parts => parts;

    /// <summary>Ids of the special tokens, lowest first.</summary>
    public IReadOnlyList<int> SpecialIds => [.. specialIds.Order()];

    /// <summary>Reads a tokenizer.json.</summary>
    /// <exception cref="UserException">The file is missing, broken, or has a part that Heed does not know; the message names it.</exception>
    public static Tokenizer Load(string path) => TokenizerFile.Read(path);

    /// <summary>Writes a tokenizer.json, whole or not at all. What was loaded and is saved again is the same to the byte if Heed wrote it.</summary>
    /// <exception cref="UserException">The file cannot be written.</exception>
    public void Save(string path) => TokenizerFile.Write(path, this);

    /// <summary>The ids of a text, without special tokens around it; none for a text of nothing but white space.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="regularization">Asks for a random segmentation; see there.</param>
    public int[] Encode(string text, SubwordRegularization? regularization = null)
    {
        List<Token> tokens = scratch ??= [];
        tokens.Clear();
        Run(new MappedText(WellFormed(text), tracked: false), regularization, tokens);
        int[] ids = new int[tokens.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = tokens[i].Id;
        }

        return ids;
    }

    /// <summary>The ids of many texts, in the order of the texts, encoded on several threads.</summary>
    /// <param name="texts">Any texts.</param>
    /// <param name="threads">0 is one a processor; the ids are the same on any number.</param>
    public int[][] EncodeAll(IReadOnlyList<string> texts, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return OrderedParallel.Select(texts, (text, _) => Encode(text), threads);
    }

    /// <summary>The ids of a text and the characters that each came from; the ids are those of <see cref="Encode"/>.</summary>
    public IReadOnlyList<Token> EncodeWithOffsets(string text)
    {
        var mapped = new MappedText(WellFormed(text), tracked: true);
        var tokens = new List<Token>();
        Run(mapped, regularization: null, tokens);
        foreach (ref Token token in CollectionsMarshal.AsSpan(tokens))
        {
            (int start, int end) = mapped.Origin(token.Start, token.End);
            token = token with { Start = start, End = end };
        }

        return tokens;
    }

    /// <summary>The text of ids; special tokens are left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public string Decode(ReadOnlySpan<int> ids)
    {
        var pieces = new List<string>(ids.Length);
        foreach (int id in ids)
        {
            if (!specialIds.Contains(id))
            {
                pieces.Add(Vocabulary[id]);
            }
        }

        return parts.Decoder is { } decoder ? string.Concat(decoder.Apply(pieces)) : string.Join(' ', pieces);
    }

    /// <summary>The normalised words of a text that no piece crosses: what the model cuts further.</summary>
    public IReadOnlyList<string> Words(string text)
    {
        WordText words = Words(new MappedText(WellFormed(text), tracked: false), parts.Normalizer, parts.PreTokenizer);
        return [.. words.Words.Select(word => words.Text.Value[word.Start..word.End])];
    }

    /// <summary>The piece of an id, as the vocabulary writes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is not in the vocabulary.</exception>
    public string Piece(int id) => Vocabulary[id];

    /// <summary>The id of a piece, or null.</summary>
    public int? Id(string piece) => Vocabulary.TryGetId(piece, out int id) ? id : null;

    /// <summary>The words that no piece crosses, normalised: what a model is trained on.</summary>
    internal static WordText Words(MappedText text, Normalizer? normalizer, PreTokenizer? preTokenizer)
    {
        normalizer?.Apply(text);
        var words = new WordText(text);
        preTokenizer?.Apply(words);
        return words;
    }

    private void Run(MappedText text, SubwordRegularization? regularization, List<Token> tokens)
    {
        WordText words = Words(text, parts.Normalizer, parts.PreTokenizer);
        TokenModel model = parts.Model;
        var random = new SplitMix64(regularization?.Seed ?? 0);
        foreach ((int start, int end) in words.Words)
        {
            int first = tokens.Count;
            ReadOnlySpan<char> word = text.Value.AsSpan(start, end - start);
            if (regularization is { Rate: > 0 } sampling)
            {
                model.Sample(word, sampling.Rate, ref random, tokens);
            }
            else
            {
                model.Encode(word, tokens);
            }

            foreach (ref Token token in CollectionsMarshal.AsSpan(tokens)[first..])
            {
                token = token with { Start = token.Start + start, End = token.End + start };
            }
        }
    }

    /// <summary>The text with U+FFFD for each half of a surrogate pair that stands alone.</summary>
    internal static string WellFormed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int bad = IndexOfLoneSurrogate(text, 0);
        if (bad < 0)
        {
            return text;
        }

        char[] mended = text.ToCharArray();
        for (; bad >= 0; bad = IndexOfLoneSurrogate(text, bad + 1))
        {
            mended[bad] = '\uFFFD';
        }

        return new string(mended);
    }

    private static int IndexOfLoneSurrogate(string text, int from)
    {
        for (int i = from; i < text.Length; i++)
        {
            int next = text.AsSpan(i).IndexOfAnyInRange('\uD800', '\uDFFF');
            if (next < 0)
            {
                return -1;
            }

            i += next;
            if (!char.IsSurrogatePair(text, i))
            {
                return i;
            }

            i++;
        }

        return -1;
    }
}
