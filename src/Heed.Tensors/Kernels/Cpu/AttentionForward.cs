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

    /// <summary>Query rows First … End − 1 of one sequence, for the query heads of some key-value heads.</summary>
    public static void Run<TSimd, TVector>(
        in AttentionArguments a, int sequence, (int First, int End) rows, (int First, int Count) keyValueHeads, float* scratch)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int firstKey = a.KeyOffsets[sequence];
        (int low, int high) = Visible(a, rows.First, rows.End, firstKey);
        float* lanes = scratch;
        float* scores = lanes + LaneFloats + AttentionProduct.Rows;
        float* running = scores + (AttentionProduct.Rows * KeyTile);
        float* transposed = running + (2 * QueryBlock * a.Group);
        for (int lane = 0; lane < TSimd.Width; lane++)
        {
            lanes[lane] = lane;
        }

        int firstTile = low / KeyTile;
        int lastTile = Math.Max(firstTile, (high - 1) / KeyTile);
        for (int keyValueHead = keyValueHeads.First; keyValueHead < keyValueHeads.First + keyValueHeads.Count; keyValueHead++)
        {
            for (int tile = firstTile; tile <= lastTile; tile++)
            {
                // Vectors are counted from the sequence's first key, so that a row's sums do not depend on what others see.
                int start = Math.Max(tile * KeyTile, low / TSimd.Width * TSimd.Width);
                int keys = Math.Max(0, Math.Min((tile + 1) * KeyTile, high) - start);
                int columns = (keys + TSimd.Width - 1) / TSimd.Width * TSimd.Width;
                nint offset = keyValueHead * a.HeadWidth;
                float* key = a.Key + ((firstKey + start) * a.KeyStride) + offset;
                Transposition.Copy(key, a.KeyStride, keys, a.HeadWidth, transposed, columns);
                for (int member = 0; member < a.Group; member++)
                {
                    var current = new Tile
                    {
                        Head = (keyValueHead * a.Group) + member,
                        FirstRow = a.QueryOffsets[sequence],
                        FirstKey = firstKey,
                        Start = start,
                        Keys = keys,
                        Columns = columns,
                        IsFirst = tile == firstTile,
                        IsLast = tile == lastTile,
                        Transposed = transposed,
                        Value = a.Value + ((firstKey + start) * a.ValueStride) + offset,
                        Scores = scores,
                        Lanes = lanes,
                    };
                    for (int row = rows.First; row < rows.End; row += AttentionProduct.Rows)
                    {
                        float* state = running + (2 * ((member * QueryBlock) + row - rows.First));
                        FourRows<TSimd, TVector>(a, current, row, Math.Min(AttentionProduct.Rows, rows.End - row), state);
                    }
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

    private static void FourRows<TSimd, TVector>(in AttentionArguments a, in Tile tile, int row, int rows, float* state)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        (int low, int high) = Visible(a, row, row + rows, tile.FirstKey + tile.Start);
        (low, high) = (Math.Max(low, 0), Math.Min(high, tile.Keys));
        bool any = low < high;
        int from = any ? low / TSimd.Width * TSimd.Width : 0;
        int to = any ? (high + TSimd.Width - 1) / TSimd.Width * TSimd.Width : 0;
        nint column = tile.Head * a.HeadWidth;
        var query = new LeftFactor(a.Query + (row * a.QueryStride) + column, a.QueryStride, 1);
        AttentionProduct.Multiply<TSimd, TVector>(
            query, rows, a.HeadWidth, tile.Transposed + from, tile.Columns, to - from, tile.Scores + from, KeyTile, add: false, scale: null);

        float* output = a.Output + (row * a.OutputStride) + column;
        float* scales = tile.Lanes + LaneFloats;
        for (int r = 0; r < rows; r++)
        {
            float oldMaximum = tile.IsFirst ? float.NegativeInfinity : state[2 * r];
            float oldSum = tile.IsFirst ? 0 : state[(2 * r) + 1];
            (float maximum, float sum) = Softmax<TSimd, TVector>(a, tile, row + r, tile.Scores + (r * KeyTile), from, to, oldMaximum);
            if (maximum != oldMaximum && oldSum != 0)
            {
                float shrink = MathF.Exp(oldMaximum - maximum);
                oldSum *= shrink;
                Shrink(output + (r * a.OutputStride), a.HeadWidth, shrink);
            }

            sum += oldSum;
            scales[r] = !tile.IsLast ? 1 : sum == 0 ? 0 : 1 / sum;
            if (!tile.IsLast)
            {
                (state[2 * r], state[(2 * r) + 1]) = (maximum, sum);
            }
            else if (a.LogSumExp != null)
            {
                a.LogSumExp[((nint)(row + r) * a.Heads) + tile.Head] = sum == 0 ? float.PositiveInfinity : maximum + MathF.Log(sum);
            }
        }

        int seen = any ? high - low : 0;
        var weights = new LeftFactor(tile.Scores + low, KeyTile, 1);
        AttentionProduct.Multiply<TSimd, TVector>(
            weights, rows, seen, tile.Value + (low * a.ValueStride), a.ValueStride, a.HeadWidth, output, a.OutputStride, !tile.IsFirst, scales);
    }

    // Turns a row of products into exp(score − maximum), dropped where dropout says so; returns the maximum so far and this tile's sum.
    private static (float Maximum, float Sum) Softmax<TSimd, TVector>(
        in AttentionArguments a, in Tile tile, int row, float* scores, int from, int to, float oldMaximum)
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

        float maximum = TSimd.MaxAcross(largest);

        // Without this, rows of −∞ alone would give NaN.
        TVector shift = TSimd.Create(maximum == float.NegativeInfinity ? 0 : maximum);
        TVector sum = TSimd.Zero;
        for (int at = from; at < to; at += TSimd.Width)
        {
            TVector weight = VectorMath.ExpOfNegative<TSimd, TVector>(TSimd.Subtract(TSimd.Load(scores + at), shift));
            sum = TSimd.Add(sum, weight);
            TSimd.Store(a.Dropout.IsOff ? weight : TSimd.Multiply(weight, mask.Dropout(at)), scores + at);
        }

        return (maximum, TSimd.Sum(sum));
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

        /// <summary>0, 1, 2, … and then room for four factors.</summary>
        public required float* Lanes { get; init; }
    }
}
