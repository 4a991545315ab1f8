using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// The forward pass of one block of query rows: for each tile of keys, four rows at a time, scores → softmax → weighted sum of values.
/// Keys are transposed once a tile, so that scores come out in vectors over keys without a horizontal sum.
/// </summary>
internal static unsafe class AttentionForward
{
    /// <summary>Query rows that share one transposed tile of keys.</summary>
    public const int QueryBlock = 128;

    // Keys in a tile, a multiple of every vector width. Sentences fit one tile.
    private const int KeyTile = 128;

    private const int LaneFloats = 16;

    /// <summary>What <see cref="Run"/> needs in scratch.</summary>
    public static long ScratchFloats(in AttentionArguments a) =>
        LaneFloats + AttentionProduct.Rows + ((long)KeyTile * (a.HeadWidth + AttentionProduct.Rows)) + (2L * QueryBlock * a.Group);

    /// <summary>The query rows of a part, for its heads.</summary>
    public static void Run<TScore, TSimd, TVector>(in AttentionArguments a, in AttentionPart part, float* scratch)
        where TScore : struct, IAttentionScore
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        (int First, int End) rows = part.Rows;
        int firstKey = a.KeyOffsets[part.Sequence];
        (int low, int high) = Visible(a, rows.First, rows.End, firstKey);
        float* lanes = scratch;
        float* scores = lanes + LaneFloats + AttentionProduct.Rows;
        float* maxima = scores + (AttentionProduct.Rows * KeyTile);
        float* sums = maxima + (QueryBlock * a.Group);
        float* transposed = sums + (QueryBlock * a.Group);
        for (int lane = 0; lane < TSimd.Width; lane++)
        {
            lanes[lane] = lane;
        }

        int firstTile = low / KeyTile;
        int lastTile = Math.Max(firstTile, (high - 1) / KeyTile);
        for (int groupHead = part.FirstHead; groupHead < part.EndHead; groupHead += a.Group)
        {
            nint column = groupHead / a.Group * (nint)a.HeadWidth;
            for (int tile = firstTile; tile <= lastTile; tile++)
            {
                // Vectors are counted from the sequence's first key, so that a row's sums do not depend on what others see.
                int start = Math.Max(tile * KeyTile, low / TSimd.Width * TSimd.Width);
                int keys = Math.Max(0, Math.Min((tile + 1) * KeyTile, high) - start);
                int columns = (keys + TSimd.Width - 1) / TSimd.Width * TSimd.Width;
                AttentionTransposition.Copy<TSimd, TVector>(a.Key + ((firstKey + start) * a.KeyStride) + column, a.KeyStride, keys, a.HeadWidth, transposed, columns);
                for (int member = 0; member < a.Group; member++)
                {
                    var current = new Tile
                    {
                        Head = groupHead + member,
                        FirstRow = a.QueryOffsets[part.Sequence],
                        FirstKey = firstKey,
                        Start = start,
                        Keys = keys,
                        Columns = columns,
                        IsFirst = tile == firstTile,
                        IsLast = tile == lastTile,
                        Transposed = transposed,
                        Value = a.Value + ((firstKey + start) * a.ValueStride) + column,
                        Scores = scores,
                        Maxima = maxima + (member * QueryBlock),
                        Sums = sums + (member * QueryBlock),
                        Lanes = lanes,
                    };
                    bool isAlone = firstTile == lastTile;
                    AttentionPrefetch next = isAlone ? part.Next(a, current.Head, (firstKey + low, firstKey + high)) : default;
                    OneHead<TScore, TSimd, TVector>(a, current, rows, next);
                }
            }
        }
    }

    /// <summary>The keys that any of these rows sees, [Low, High) counted from the sequence's first key; (0, 0) if there are none.</summary>
    public static (int Low, int High) Visible(in AttentionArguments a, int row, int end, int firstKey)
    {
        int low = int.MaxValue;
        int high = 0;
        for (; row < end; row++)
        {
            if (a.First[row] <= a.Last[row])
            {
                low = Math.Min(low, a.First[row] - firstKey);
                high = Math.Max(high, a.Last[row] - firstKey + 1);
            }
        }

        return low < high ? (low, high) : (0, 0);
    }

    private static void OneHead<TScore, TSimd, TVector>(in AttentionArguments a, in Tile tile, (int First, int End) rows, in AttentionPrefetch next)
        where TScore : struct, IAttentionScore
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int count = rows.End - rows.First;
        for (int r = 0; r < count; r += AttentionProduct.Rows)
        {
            bool isLast = r + AttentionProduct.Rows >= count;
            next.Queries(a.Query, a.QueryStride, a.Output, a.OutputStride, r, isLast);
            next.Keys(a.Key, a.KeyStride, a.Value, a.ValueStride, r, isLast);
            FourRows<TScore, TSimd, TVector>(a, tile, rows.First + r, isLast ? count - r : AttentionProduct.Rows, tile.Maxima + r, tile.Sums + r);
        }

        if (tile.IsLast && a.LogSumExp != null)
        {
            LogSumExp<TSimd, TVector>(tile.Maxima, tile.Sums, count, a.LogSumExp + ((nint)tile.Head * a.QueryRows) + rows.First);
        }
    }

    private static void FourRows<TScore, TSimd, TVector>(in AttentionArguments a, in Tile tile, int row, int rows, float* maxima, float* sums)
        where TScore : struct, IAttentionScore
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        (int low, int high) = Visible(a, row, row + rows, tile.FirstKey + tile.Start);
        (low, high) = (Math.Max(low, 0), Math.Min(high, tile.Keys));
        bool any = low < high;
        int from = any ? low / TSimd.Width * TSimd.Width : 0;
        int to = any ? (high + TSimd.Width - 1) / TSimd.Width * TSimd.Width : 0;
        nint column = tile.Head * a.HeadWidth;
        var queries = new LeftFactor(a.Query + (row * a.QueryStride) + column, a.QueryStride, 1);
        TScore.Scores<TSimd, TVector>(
            queries, rows, a.HeadWidth, tile.Transposed + from, tile.Columns, to - from, tile.Scores + from, KeyTile, a.ScoreVectorOf(tile.Head));

        float* output = a.Output + (row * a.OutputStride) + column;
        float* scales = tile.Lanes + LaneFloats;
        for (int r = 0; r < rows; r++)
        {
            float oldMaximum = tile.IsFirst ? float.NegativeInfinity : maxima[r];
            float sum = tile.IsFirst ? 0 : sums[r];
            float tileSum = Softmax<TSimd, TVector>(a, tile, row + r, tile.Scores + (r * KeyTile), from, to, oldMaximum, out float maximum);
            if (maximum != oldMaximum && sum != 0)
            {
                float shrink = MathF.Exp(oldMaximum - maximum);
                sum *= shrink;
                Shrink(output + (r * a.OutputStride), a.HeadWidth, shrink);
            }

            sum += tileSum;
            maxima[r] = maximum;
            sums[r] = sum;
            scales[r] = !tile.IsLast ? 1 : sum == 0 ? 0 : 1 / sum;
        }

        int seen = any ? high - low : 0;
        var weights = new LeftFactor(tile.Scores + low, KeyTile, 1);
        AttentionProduct.Multiply<TSimd, TVector>(
            weights, rows, seen, tile.Value + (low * a.ValueStride), a.ValueStride, a.HeadWidth, output, a.OutputStride, !tile.IsFirst, scales);
    }

    // Turns a row of products into exp(score − maximum), dropped where dropout says so; returns this tile's sum.
    private static float Softmax<TSimd, TVector>(
        in AttentionArguments a, in Tile tile, int row, float* scores, int from, int to, float oldMaximum, out float maximum)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector largest = TSimd.Create(oldMaximum);
        var mask = new AttentionMask<TSimd, TVector>(a, tile.Head, row, tile.FirstRow, tile.FirstKey + tile.Start, tile.Start, tile.Keys, tile.Lanes);
        for (int at = from; at < to; at += TSimd.Width)
        {
            TVector score = mask.Score(TSimd.Load(scores + at), at);
            TSimd.Store(score, scores + at);
            largest = TSimd.Max(largest, score);
        }

        maximum = TSimd.MaxAcross(largest);

        // Without this, rows of −∞ alone would give NaN.
        TVector shift = TSimd.Create(maximum == float.NegativeInfinity ? 0 : maximum);
        TVector sum = TSimd.Zero;
        for (int at = from; at < to; at += TSimd.Width)
        {
            TVector weight = VectorMath.ExpOfNegative<TSimd, TVector>(TSimd.Subtract(TSimd.Load(scores + at), shift));
            sum = TSimd.Add(sum, weight);
            TSimd.Store(a.Dropout.IsOff ? weight : TSimd.Multiply(weight, mask.Dropout(at)), scores + at);
        }

        return TSimd.Sum(sum);
    }

    // maximum + ln sum, and +∞ where nothing was visible.
    private static void LogSumExp<TSimd, TVector>(float* maxima, float* sums, int count, float* target)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector smallest = TSimd.Create(float.Epsilon);
        TVector infinity = TSimd.Create(float.PositiveInfinity);
        for (int at = 0; at < count; at += TSimd.Width)
        {
            TVector sum = TSimd.Load(sums + at);
            TVector value = TSimd.Add(TSimd.Load(maxima + at), VectorMath.Log<TSimd, TVector>(sum));
            TSimd.StorePartial(TSimd.SelectGreater(smallest, sum, infinity, value), target + at, Math.Min(TSimd.Width, count - at));
        }
    }

    private static void Shrink(float* row, int count, float factor)
    {
        for (int index = 0; index < count; index++)
        {
            row[index] *= factor;
        }
    }

    /// <summary>One tile of keys for one head.</summary>
    private readonly struct Tile
    {
        public required int Head { get; init; }

        /// <summary>The sequence's first query row.</summary>
        public required int FirstRow { get; init; }

        /// <summary>The sequence's first key row.</summary>
        public required int FirstKey { get; init; }

        /// <summary>Where the tile begins, counted from the first key.</summary>
        public required int Start { get; init; }

        public required int Keys { get; init; }

        /// <summary>Keys rounded up to vectors: the row length of <see cref="Transposed"/>.</summary>
        public required int Columns { get; init; }

        public required bool IsFirst { get; init; }

        public required bool IsLast { get; init; }

        /// <summary>(K, Columns).</summary>
        public required float* Transposed { get; init; }

        /// <summary>The tile's first value row, at this head's column.</summary>
        public required float* Value { get; init; }

        /// <summary>(4, KeyTile).</summary>
        public required float* Scores { get; init; }

        /// <summary>Of the part's rows, over the tiles so far.</summary>
        public required float* Maxima { get; init; }

        /// <summary>Of the part's rows: Σ exp(score − maximum).</summary>
        public required float* Sums { get; init; }

        /// <summary>0, 1, 2, … and then room for four factors.</summary>
        public required float* Lanes { get; init; }
    }
}
