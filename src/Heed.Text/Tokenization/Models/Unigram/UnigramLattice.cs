namespace Heed.Text.Tokenization.Models.Unigram;

/// <summary>
/// All segmentations of a word, one of which is drawn with the probability p(x)^θ / Σ p(y)^θ: sums of logarithms run forwards over all
/// edges, then pieces are drawn from the last to the first, each by its share of the sum at its end (forward-filtering,
/// backward-sampling). One instance a thread; it keeps its memory.
/// </summary>
internal sealed class UnigramLattice
{
    private const int None = -1;
    private readonly List<Edge> edges = [];
    private Place[] places = [];
    private Token[] path = [];

    /// <summary>Draws a segmentation; good until the next one.</summary>
    /// <param name="model">Gives the pieces.</param>
    /// <param name="word">The text.</param>
    /// <param name="temperature">θ: with 1, segmentations as probable as the model says; near 0, all equally probable; far above, the best one.</param>
    /// <param name="random">Is drawn from once a piece.</param>
    public ReadOnlySpan<Token> Sample(UnigramModel model, ReadOnlySpan<char> word, double temperature, ref SplitMix64 random)
    {
        Start(word.Length);
        int width;
        for (int start = 0; start < word.Length; start += width)
        {
            width = char.IsHighSurrogate(word[start]) && start + 1 < word.Length ? 2 : 1;
            bool isCovered = false;
            int node = PieceTrie.Root;
            for (int end = start; end < word.Length && model.Trie.TryStep(ref node, word[end]);)
            {
                int id = model.Trie.Id(node);
                end++;
                if (id >= 0)
                {
                    Add(new Token(id, start, end), temperature * model.Scores[id]);
                    isCovered |= end == start + width;
                }
            }

            if (!isCovered)
            {
                Add(new Token(UnigramSearch.Unknown, start, start + width), temperature * model.UnknownScore);
            }
        }

        return Draw(word.Length, ref random);
    }

    private void Start(int length)
    {
        edges.Clear();
        if (places.Length <= length)
        {
            places = new Place[Math.Max(256, 2 * length)];
            path = new Token[places.Length];
        }

        Array.Fill(places, new Place { LastEdge = None, Sum = double.NegativeInfinity }, 0, length + 1);
        places[0].Sum = 0;
    }

    private void Add(Token piece, double score)
    {
        ref Place place = ref places[piece.End];
        double sum = places[piece.Start].Sum + score;
        edges.Add(new Edge(piece, sum, place.LastEdge));
        place.LastEdge = edges.Count - 1;
        double larger = Math.Max(sum, place.Sum);
        place.Sum = larger + Math.Log(Math.Exp(sum - larger) + Math.Exp(place.Sum - larger));
    }

    private ReadOnlySpan<Token> Draw(int length, ref SplitMix64 random)
    {
        int first = path.Length;
        for (int end = length; end > 0; end = path[first].Start)
        {
            double left = random.NextDouble();
            int edge = places[end].LastEdge;
            while ((left -= Math.Exp(edges[edge].Sum - places[end].Sum)) >= 0 && edges[edge].Previous != None)
            {
                edge = edges[edge].Previous;
            }

            path[--first] = edges[edge].Piece;
        }

        return path.AsSpan(first);
    }

    private struct Place
    {
        public int LastEdge;
        public double Sum;
    }

    /// <param name="Piece">From where to where.</param>
    /// <param name="Sum">Of all ways that end with this piece.</param>
    /// <param name="Previous">Another edge that ends there, or −1.</param>
    private readonly record struct Edge(Token Piece, double Sum, int Previous);
}
