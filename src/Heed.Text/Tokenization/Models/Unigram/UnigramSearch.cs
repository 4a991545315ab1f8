namespace Heed.Text.Tokenization.Models.Unigram;

/// <summary>
/// Viterbi's search for the most probable segmentation: for each place, from left to right, the best way there. One instance a thread; it
/// keeps its memory.
/// </summary>
/// <remarks>
/// The sums are single-precision, the comparisons double, exactly as in SentencePiece: "aa a" and "a aa" are equally probable, and
/// which one wins there depends on how the sum of all pieces before has been rounded.
/// </remarks>
internal sealed class UnigramSearch
{
    /// <summary>The id, before the model has put its own in its place, of a character that no piece covers.</summary>
    public const int Unknown = -2;

    private const int Unreached = -1;

    /// <summary>Two sums closer than this might compare differently after another text: more than the rounding of any sum up to 8,192.</summary>
    private const double Margin = 0.01;

    private Place[] places = [];
    private Token[] path = [];

    /// <summary>Whether the result of the last run is the same after any text and its sum is that of its pieces' scores.</summary>
    public bool IsClear { get; private set; }

    /// <summary>The sum after the last run.</summary>
    public float Sum { get; private set; }

    /// <summary>The best segmentation of a word after pieces whose scores have the given sum; good until the next run.</summary>
    public ReadOnlySpan<Token> Run(UnigramModel model, ReadOnlySpan<char> word, float sum)
    {
        Start(word.Length, sum);
        PieceTrie trie = model.Trie;
        ReadOnlySpan<double> scores = model.Scores;
        int width;
        for (int start = 0; start < word.Length; start += width)
        {
            width = char.IsHighSurrogate(word[start]) && start + 1 < word.Length ? 2 : 1;
            float before = places[start].Sum;
            bool isCovered = false;
            int node = PieceTrie.Root;
            for (int end = start; end < word.Length && trie.TryStep(ref node, word[end]);)
            {
                int id = trie.Id(node);
                end++;
                if (id >= 0)
                {
                    Offer(end, new Token(id, start, end), scores[id] + before);
                    isCovered |= end == start + width;
                }
            }

            if (!isCovered)
            {
                Offer(start + width, new Token(Unknown, start, start + width), model.UnknownScore + before);
            }
        }

        return Trace(word.Length);
    }

    private void Start(int length, float sum)
    {
        if (places.Length <= length)
        {
            places = new Place[Math.Max(256, 2 * length)];
            path = new Token[places.Length];
        }

        for (int i = 1; i <= length; i++)
        {
            places[i].Best = new Token(Unreached, 0, 0);
        }

        places[0].Sum = sum;
        IsClear = true;
    }

    private void Offer(int end, Token piece, double sum)
    {
        ref Place place = ref places[end];
        if (place.Best.Id == Unreached)
        {
            (place.Best, place.Sum) = (piece, (float)sum);
            return;
        }

        IsClear &= Math.Abs(sum - place.Sum) > Margin;
        if (sum > place.Sum)
        {
            (place.Best, place.Sum) = (piece, (float)sum);
        }
    }

    /// <summary>The best pieces, from the end back to the start.</summary>
    private ReadOnlySpan<Token> Trace(int length)
    {
        int first = path.Length;
        for (int end = length; end > 0; end = places[end].Best.Start)
        {
            path[--first] = places[end].Best;
            IsClear &= places[end].Best.Id != Unknown;
        }

        Sum = places[length].Sum;
        return path.AsSpan(first);
    }

    private struct Place
    {
        public Token Best;
        public float Sum;
    }
}
