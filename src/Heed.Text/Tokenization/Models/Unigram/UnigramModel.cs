using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Heed.Text.Tokenization.Models.Unigram;

/// <summary>
/// A unigram language model: every piece has a probability of its own, a segmentation has the product of its pieces', and a text gets the
/// most probable one, x* = argmax Σ log p(xᵢ) (Kudo 2018, "Subword Regularization", arXiv:1804.10959). The search is linear in the text.
/// </summary>
public sealed class UnigramModel : TokenModel
{
    /// <summary>How much less probable than the least probable piece an unknown character is, as SentencePiece has it.</summary>
    private const double UnknownPenalty = 10;

    /// <summary>Where the sum of logarithms starts afresh, so that it keeps its precision in a text of any length.</summary>
    private const float LowestSum = -8192;

    [ThreadStatic]
    private static UnigramSearch? search;

    [ThreadStatic]
    private static UnigramLattice? lattice;

    private readonly double[] scores;
    private readonly WordCache cache = new();
    private readonly SpaceCutter cutter;
    private readonly int[]? byteIds;

    /// <param name="pieces">All pieces and the logarithms of their probabilities, id 0 first.</param>
    /// <param name="options">What happens to unknown characters.</param>
    /// <exception cref="ArgumentException">A piece is there twice, has no finite score, or one that the options need is missing.</exception>
    public UnigramModel(IReadOnlyList<(string Piece, double Score)> pieces, UnigramOptions options)
        : this(new Vocabulary(pieces.Select(piece => piece.Piece)), [.. pieces.Select(piece => piece.Score)], options, new HashSet<int>())
    {
    }

    private UnigramModel(Vocabulary vocabulary, double[] scores, UnigramOptions options, IReadOnlySet<int> specialIds)
    {
        ArgumentNullException.ThrowIfNull(options);
        Vocabulary = vocabulary;
        Options = options;
        this.scores = scores;
        if (scores.FirstOrDefault(score => !double.IsFinite(score), 0) is var wrong and not 0)
        {
            throw new ArgumentException($"{wrong} is no logarithm of a probability.");
        }

        if (options.UnknownId is { } unknown && (uint)unknown >= (uint)vocabulary.Count)
        {
            throw new ArgumentException($"The unknown piece has the id {unknown}, but the ids end at {vocabulary.Count - 1}.");
        }

        if (options.ByteFallback)
        {
            byteIds = [.. BytePieces.All.Select(piece => vocabulary.TryGetId(piece, out int id) ? id
                : throw new ArgumentException($"The vocabulary has no piece '{piece}'."))];
        }

        var hidden = new HashSet<int>([.. specialIds, .. byteIds ?? [], .. options.UnknownId is { } one ? new[] { one } : []]);
        List<int> ids = [.. Enumerable.Range(0, vocabulary.Count).Where(id => !hidden.Contains(id) && vocabulary[id].Length > 0)];
        ids.Sort((a, b) => string.CompareOrdinal(vocabulary[a], vocabulary[b]));
        Trie = new PieceTrie([.. ids.Select(id => vocabulary[id])], ids);
        cutter = SpaceCutter.For(ids.Select(id => vocabulary[id]));
        UnknownScore = (float)((scores.Length > 0 ? scores.Min() : 0) - UnknownPenalty);
    }

    public override Vocabulary Vocabulary { get; }

    public UnigramOptions Options { get; }

    /// <summary>The logarithm of each piece's probability, by id.</summary>
    public ReadOnlySpan<double> Scores => scores;

    /// <summary>The logarithm of an unknown character's probability.</summary>
    internal float UnknownScore { get; }

    internal PieceTrie Trie { get; }

    public override void Encode(ReadOnlySpan<char> word, List<Token> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        float sum = 0;
        int end;
        for (int start = 0; start < word.Length; start = end)
        {
            end = cutter.Next(word, start);
            ReadOnlySpan<char> part = word[start..end];
            if (cache.TryGet(part, out Token[]? known))
            {
                foreach (Token token in known)
                {
                    pieces.Add(token with { Start = token.Start + start, End = token.End + start });
                    sum = (float)(scores[token.Id] + sum);
                }
            }
            else
            {
                sum = EncodeNew(part, start, sum, pieces);
            }

            sum = sum < LowestSum ? 0 : sum;
        }
    }

    public override IReadOnlyList<EncodingStep> Explain(string word)
    {
        UnigramSearch best = search ??= new UnigramSearch();
        var path = new List<Token>();
        Add(word, 0, best.Run(this, word, 0), path);
        return
        [
            new EncodingStep(
                string.Create(CultureInfo.InvariantCulture, $"most probable, log p = {best.Sum:0.00}"), [.. path.Select(piece => Vocabulary[piece.Id])]),
        ];
    }

    internal override TokenModel Without(IReadOnlySet<int> specialIds) =>
        specialIds.Count == 0 ? this : new UnigramModel(Vocabulary, scores, Options, specialIds);

    internal override void Sample(ReadOnlySpan<char> word, double rate, ref SplitMix64 random, List<Token> pieces)
    {
        UnigramLattice paths = lattice ??= new UnigramLattice();
        int end;
        for (int start = 0; start < word.Length; start = end)
        {
            end = cutter.Next(word, start);
            ReadOnlySpan<char> part = word[start..end];
            Add(part, start, paths.Sample(this, part, rate, ref random), pieces);
        }
    }

    internal override void Write(Utf8JsonWriter json) => UnigramFile.Write(json, this);

    private float EncodeNew(ReadOnlySpan<char> part, int offset, float sum, List<Token> pieces)
    {
        UnigramSearch best = search ??= new UnigramSearch();
        int first = pieces.Count;
        ReadOnlySpan<Token> path = best.Run(this, part, sum);
        Add(part, offset, path, pieces);

        // What depends on the text before the word, or costs more than its pieces' scores say, is different each time.
        if (best.IsClear)
        {
            cache.Add(part, path);
        }

        return best.Sum;
    }

    /// <summary>Adds the pieces of a path; unknown characters become bytes, or neighbouring ones one piece.</summary>
    private void Add(ReadOnlySpan<char> part, int offset, ReadOnlySpan<Token> path, List<Token> pieces)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (Token token in path)
        {
            int start = token.Start + offset;
            int end = token.End + offset;
            if (token.Id != UnigramSearch.Unknown)
            {
                pieces.Add(new Token(token.Id, start, end));
            }
            else if (byteIds is not null)
            {
                foreach (byte value in bytes[..Encoding.UTF8.GetBytes(part[token.Start..token.End], bytes)])
                {
                    pieces.Add(new Token(byteIds[value], start, end));
                }
            }
            else if (Options.UnknownId is { } unknown)
            {
                if (pieces is [.., var last] && last.Id == unknown && last.End == start)
                {
                    pieces[^1] = last with { End = end };
                }
                else
                {
                    pieces.Add(new Token(unknown, start, end));
                }
            }
        }
    }
}
