using System.Runtime.InteropServices;
using Heed.Text.Tokenization.AddedTokens;
using Heed.Text.Tokenization.Formats;
using Heed.Text.Tokenization.Models;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization;

/// <summary>
/// Text to ids and back: normalizer, pre-tokenizer, model and post-processor, and the decoder for the way back, each of any kind. Safe to
/// use from many threads; the same text gives the same ids on each.
/// </summary>
/// <remarks>
/// What is encoded is the text, never a command: <c>&lt;/s&gt;</c> inside it is some characters, not the special token, unless
/// <see cref="EncodeOptions"/> ask for it. A lone surrogate, which no file and no UTF-8 can hold, is read as U+FFFD.
/// </remarks>
public sealed class Tokenizer
{
    private static readonly EncodeOptions TextAlone = new();

    [ThreadStatic]
    private static List<Token>? scratch;

    private readonly TokenizerParts parts;
    private readonly AddedTokenSet added;

    /// <param name="parts">The stages.</param>
    /// <param name="specialPieces">Pieces of the vocabulary that stand for no text; decoding leaves them out.</param>
    /// <exception cref="ArgumentException">A special piece is not in the vocabulary.</exception>
    public Tokenizer(TokenizerParts parts, IEnumerable<string> specialPieces)
        : this(parts, specialPieces.Select(piece => parts.Model.Vocabulary.TryGetId(piece, out int id) ? new AddedToken(id, piece)
            : throw new ArgumentException($"The special token '{piece}' has no id in the vocabulary.")))
    {
    }

    /// <param name="parts">The stages.</param>
    /// <param name="addedTokens">Tokens that are found in the text before the model sees it; those that the vocabulary lacks extend it.</param>
    /// <exception cref="ArgumentException">A token, added or of the post-processor, has the id of another piece, or its piece another id.</exception>
    public Tokenizer(TokenizerParts parts, IEnumerable<AddedToken> addedTokens)
    {
        ArgumentNullException.ThrowIfNull(parts);
        added = new AddedTokenSet(addedTokens, parts.Normalizer);
        this.parts = parts with { Model = parts.Model.Without(SpecialIds.ToHashSet()) };
        Vocabulary = added.Extend(parts.Model.Vocabulary);
        Specials = new SpecialTokens(Id);
        foreach ((string piece, int id) in parts.PostProcessor?.SpecialPieces ?? [])
        {
            if (Id(piece) != id)
            {
                throw new ArgumentException($"The post-processor gives '{piece}' the id {id}, which the vocabulary does not.");
            }
        }
    }

    /// <summary>How many ids there are, added tokens included: the rows of an embedding. Some may have no piece.</summary>
    public int VocabularySize => Vocabulary.Count;

    /// <summary>All pieces by id, those of the model and the added tokens.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Ids of padding, unknown, start and end.</summary>
    public SpecialTokens Specials { get; }

    /// <summary>The stages.</summary>
    public TokenizerParts Parts => parts;

    /// <summary>Special and other tokens that are found in the text before the model sees it, lowest id first.</summary>
    public IReadOnlyList<AddedToken> AddedTokens => added.All;

    /// <summary>Ids of the special tokens, lowest first.</summary>
    public IReadOnlyList<int> SpecialIds => [.. added.All.Where(token => token.Special).Select(token => token.Id)];

    /// <summary>Reads a tokenizer.json, any other vocabulary file that Heed knows, or a folder that holds one; packed with gzip or not.</summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="variant">
    /// What the file itself does not say, where its name does not either: the encoding of a .tiktoken file (<c>cl100k_base</c>), or whether
    /// a vocab.txt is <c>cased</c> or <c>uncased</c>.
    /// </param>
    /// <exception cref="UserException">The file is missing, broken, or has a part that Heed does not know; the message names it.</exception>
    public static Tokenizer Load(string path, string? variant = null) => TokenizerFormats.Read(path, variant);

    /// <summary>Writes a tokenizer.json, whole or not at all. What was loaded and is saved again is the same to the byte if Heed wrote it.</summary>
    /// <exception cref="UserException">The file cannot be written.</exception>
    public void Save(string path) => TokenizerFile.Write(path, this);

    /// <summary>The ids of a text, without special tokens around it; none for a text of nothing but white space, where the tokenizer drops that.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="regularization">Asks for a random segmentation; see there.</param>
    public int[] Encode(string text, SubwordRegularization? regularization = null) =>
        Encode(text, regularization is null ? TextAlone : TextAlone with { Regularization = regularization });

    /// <summary>The ids of a text, with special tokens where the options ask for them.</summary>
    public int[] Encode(string text, EncodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.AddSpecialTokens && parts.PostProcessor is not null)
        {
            return Process(options, tracked: false, text).Ids;
        }

        List<Token> tokens = scratch ??= [];
        tokens.Clear();
        Run(text, options, tracked: false, tokens);
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

    /// <summary>The ids of a text and the characters that each came from; the ids are those of <see cref="Encode(string, EncodeOptions)"/>.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="options">Without, the text alone.</param>
    public IReadOnlyList<Token> EncodeWithOffsets(string text, EncodeOptions? options = null) => Process(options ?? TextAlone, tracked: true, text).Tokens;

    /// <summary>Two texts as one input, such as a question and its context, the way the post-processor puts them together.</summary>
    public EncodedText EncodePair(string first, string second, EncodeOptions options) => Process(options, tracked: true, first, second);

    /// <summary>The text of ids.</summary>
    /// <param name="ids">Ids.</param>
    /// <param name="keepSpecialTokens">Whether special tokens are shown; usually they are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public string Decode(ReadOnlySpan<int> ids, bool keepSpecialTokens = false)
    {
        var pieces = new List<string>(ids.Length);
        foreach (int id in ids)
        {
            if (keepSpecialTokens || !added.IsSpecial(id))
            {
                pieces.Add(Vocabulary[id]);
            }
        }

        return parts.Decoder is { } decoder ? string.Concat(decoder.Apply(pieces)) : string.Join(' ', pieces);
    }

    /// <summary>The normalised words of a text that no piece crosses: what the model cuts further.</summary>
    public IReadOnlyList<string> Words(string text)
    {
        WordText words = Words(new MappedText(WellFormedText.Of(text), tracked: false), parts.Normalizer, parts.PreTokenizer);
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

    private EncodedText Process(EncodeOptions options, bool tracked, params ReadOnlySpan<string> texts)
    {
        ArgumentNullException.ThrowIfNull(options);
        var encoded = new List<EncodedText>(texts.Length);
        foreach (string text in texts)
        {
            var tokens = new List<Token>();
            Run(text, options, tracked, tokens);
            if (tracked && parts.PostProcessor is { TrimsOffsets: true })
            {
                TrimSpaces(text, CollectionsMarshal.AsSpan(tokens));
            }

            encoded.Add(EncodedText.Of(tokens, type: encoded.Count));
        }

        return EncodedText.Join(parts.PostProcessor?.Apply(encoded, options.AddSpecialTokens) ?? encoded);
    }

    private void Run(string text, EncodeOptions options, bool tracked, List<Token> tokens)
    {
        text = WellFormedText.Of(text);
        var random = new SplitMix64(options.Regularization?.Seed ?? 0);
        if (added.Before(options.ParseSpecialTokens) is not { } matcher)
        {
            EncodeStretch(new MappedText(text, tracked), isFirst: true, options, ref random, tokens);
            return;
        }

        var whole = new MappedText(text, tracked);
        int position = 0;
        foreach ((int start, int end, int id) in matcher.Find(text))
        {
            EncodeStretch(whole.Slice(position, start), position == 0, options, ref random, tokens);
            tokens.Add(new Token(id, start, end));
            position = end;
        }

        EncodeStretch(position == 0 ? whole : whole.Slice(position, text.Length), position == 0, options, ref random, tokens);
    }

    /// <summary>Encodes what lies between the tokens that are found in the text as it came.</summary>
    private void EncodeStretch(MappedText text, bool isFirst, EncodeOptions options, ref SplitMix64 random, List<Token> tokens)
    {
        if (text.Value.Length == 0)
        {
            return;
        }

        parts.Normalizer?.Apply(text);
        int position = 0;
        if (added.After(options.ParseSpecialTokens) is { } matcher)
        {
            foreach ((int start, int end, int id) in matcher.Find(text.Value))
            {
                EncodeWords(text.Slice(position, start), isFirst && position == 0, options, ref random, tokens);
                (int from, int to) = text.IsTracked ? text.Origin(start, end) : default;
                tokens.Add(new Token(id, from, to));
                position = end;
            }
        }

        EncodeWords(position == 0 ? text : text.Slice(position, text.Value.Length), isFirst && position == 0, options, ref random, tokens);
    }

    private void EncodeWords(MappedText text, bool isFirst, EncodeOptions options, ref SplitMix64 random, List<Token> tokens)
    {
        var words = new WordText(text) { IsFirst = isFirst };
        parts.PreTokenizer?.Apply(words);
        TokenModel model = parts.Model;
        foreach ((int start, int end) in words.Words)
        {
            int first = tokens.Count;
            ReadOnlySpan<char> word = text.Value.AsSpan(start, end - start);
            if (options.Regularization is { Rate: > 0 } sampling)
            {
                model.Sample(word, sampling.Rate, ref random, tokens);
            }
            else
            {
                model.Encode(word, tokens);
            }

            if (text.IsTracked)
            {
                foreach (ref Token token in CollectionsMarshal.AsSpan(tokens)[first..])
                {
                    (int from, int to) = text.Origin(token.Start + start, token.End + start);
                    token = token with { Start = from, End = to };
                }
            }
        }
    }

    private static void TrimSpaces(string text, Span<Token> tokens)
    {
        foreach (ref Token token in tokens)
        {
            ReadOnlySpan<char> covered = text.AsSpan(token.Start, token.End - token.Start);
            int start = Math.Min(token.Start + (covered.Length - covered.TrimStart(' ').Length), token.End);
            token = token with { Start = start, End = Math.Max(token.End - (covered.Length - covered.TrimEnd(' ').Length), start) };
        }
    }
}
