using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Heed.Text.Tokenization.Models.BytePair;

/// <summary>
/// Byte-pair encoding: a word starts as characters, and the pairs that were most frequent in training merge, in the order in which they
/// were learned (Sennrich, Haddow and Birch 2016, arXiv:1508.07909).
/// </summary>
public sealed class BytePairModel : TokenModel
{
    [ThreadStatic]
    private static WordMerger? merger;

    private readonly MergeTable merges;
    private readonly WordCache cache = new();
    private readonly int unknownId = -1;
    private readonly int[]? byteIds;

    /// <param name="vocabulary">All pieces.</param>
    /// <param name="merges">The merges, most preferred first.</param>
    /// <param name="options">What happens besides merging.</param>
    /// <exception cref="ArgumentException">A merge, the unknown piece or a byte piece is missing from the vocabulary.</exception>
    public BytePairModel(Vocabulary vocabulary, IReadOnlyList<(string Left, string Right)> merges, BytePairOptions options)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(merges);
        ArgumentNullException.ThrowIfNull(options);
        Vocabulary = vocabulary;
        Options = options;
        this.merges = new MergeTable(merges, vocabulary, options.ContinuingPrefix);
        if (options.UnknownPiece is { } unknown)
        {
            unknownId = IdOf(unknown);
        }

        if (options.ByteFallback)
        {
            byteIds = [.. BytePieces.All.Select(IdOf)];
        }
    }

    public override Vocabulary Vocabulary { get; }

    public BytePairOptions Options { get; }

    /// <summary>The merges, most preferred first.</summary>
    public IReadOnlyList<(string Left, string Right)> Merges => merges.Pairs;

    public override void Encode(ReadOnlySpan<char> word, List<Token> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var unused = default(SplitMix64);
        if (Merges.Count == 0)
        {
            Segment(word, dropout: 0, ref unused, pieces);
            return;
        }

        if (cache.TryGet(word, out Token[]? known))
        {
            pieces.AddRange(known);
            return;
        }

        int first = pieces.Count;
        Segment(word, dropout: 0, ref unused, pieces);
        cache.Add(word, CollectionsMarshal.AsSpan(pieces)[first..]);
    }

    public override IReadOnlyList<EncodingStep> Explain(string word)
    {
        if (Options.IgnoreMerges && Vocabulary.TryGetId(word, out _))
        {
            return [new EncodingStep("a piece as it is", [word])];
        }

        // With every merge passed over, what is left are the symbols before the first.
        var symbols = new List<Token>();
        var random = default(SplitMix64);
        Segment(word, dropout: 1, ref random, symbols);
        return [.. MergeSteps.Of(symbols.Select(symbol => symbol.Id), merges, Vocabulary)];
    }

    internal override void Sample(ReadOnlySpan<char> word, double rate, ref SplitMix64 random, List<Token> pieces) =>
        Segment(word, rate, ref random, pieces);

    internal override void Write(Utf8JsonWriter json) => BytePairFile.Write(json, this);

    private void Segment(ReadOnlySpan<char> word, double dropout, ref SplitMix64 random, List<Token> pieces)
    {
        if (Options.IgnoreMerges && Vocabulary.TryGetId(word, out int whole))
        {
            pieces.Add(new Token(whole, 0, word.Length));
            return;
        }

        WordMerger symbols = merger ??= new WordMerger();
        symbols.Clear();
        int width;
        for (int start = 0; start < word.Length; start += width)
        {
            Rune.DecodeFromUtf16(word[start..], out _, out width);
            AddCharacter(word, start, start + width, symbols);
        }

        symbols.Merge(merges, dropout, ref random);
        symbols.CopyTo(pieces);
    }

    private void AddCharacter(ReadOnlySpan<char> word, int start, int end, WordMerger symbols)
    {
        ReadOnlySpan<char> character = word[start..end];
        string? prefix = start > 0 ? Options.ContinuingPrefix : null;
        string? suffix = end == word.Length ? Options.EndOfWordSuffix : null;
        if (Vocabulary.TryGetId(prefix is null && suffix is null ? character : string.Concat(prefix, character, suffix), out int id))
        {
            symbols.Add(id, start, end);
        }
        else if (byteIds is not null)
        {
            Span<byte> bytes = stackalloc byte[4];
            foreach (byte value in bytes[..Encoding.UTF8.GetBytes(character, bytes)])
            {
                symbols.Add(byteIds[value], start, end);
            }
        }
        else if (unknownId >= 0 && !(Options.FuseUnknown && symbols.ExtendLast(unknownId, end)))
        {
            symbols.Add(unknownId, start, end);
        }
    }

    private int IdOf(string piece) => Vocabulary.TryGetId(piece, out int id) ? id
        : throw new ArgumentException($"The vocabulary has no piece '{piece}'.");
}
