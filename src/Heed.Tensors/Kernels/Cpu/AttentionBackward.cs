using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// The backward pass of one sequence and key-value head. With P the probabilities, M the dropout factors, S the scores:
/// dV = (P∘M)ᵀ·dO, dP = (dO·Vᵀ)∘M, dS = P∘(dP − δ) with δ = Σ dO∘O by rows, dQ = scale·dS·K, dK = scale·dSᵀ·Q.
/// </summary>
internal static unsafe class AttentionBackward
{
    // Rows and columns of a block of probabilities: two blocks, two transposed tiles and the rows they meet stay in the second-level cache.
    private const int Block = 64;

    private const int LaneFloats = 16;

    /// <summary>What <see cref="Run"/> needs in scratch.</summary>
    public static long ScratchFloats(in AttentionArguments a) => LaneFloats + (2L * Block * (a.HeadWidth + Block));

    /// <summary>Gradients of one sequence at a part's heads. A key-value head and the query heads that share it are never in different parts.</summary>
    public static void Run<TScore, TSimd, TVector>(in AttentionArguments a, in AttentionGradients g, in AttentionPart part, float* scratch)
        where TScore : struct, IAttentionScore
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        (int firstRow, int endRow) = part.Rows;
        (int firstKey, int endKey) = (a.KeyOffsets[part.Sequence], a.KeyOffsets[part.Sequence + 1]);
        int keyTile = Even(endKey - firstKey, TSimd.Width);
        int rowBlock = Even(endRow - firstRow, AttentionProduct.Rows);
        bool single = endKey - firstKey <= keyTile && endRow - firstRow <= rowBlock && endRow > firstRow && endKey > firstKey;
        float* lanes = scratch;
        float* weights = lanes + LaneFloats;
        float* keyTransposed = weights + (2 * Block * Block);
        float* valueTransposed = keyTransposed + (Block * a.HeadWidth);
        for (int lane = 0; lane < TSimd.Width; lane++)
        {
            lanes[lane] = lane;
        }

        for (int groupHead = part.FirstHead; groupHead < part.EndHead; groupHead += a.Group)
        {
            if (!single)
            {
                Clear(a, g, part.Rows, (firstKey, endKey), groupHead);
            }

            nint column = groupHead / a.Group * (nint)a.HeadWidth;
            for (int key = firstKey; key < endKey; key += keyTile)
            {
                int keys = Math.Min(keyTile, endKey - key);
                int columns = (keys + TSimd.Width - 1) / TSimd.Width * TSimd.Width;
                AttentionTransposition.Copy<TSimd, TVector>(a.Key + (key * a.KeyStride) + column, a.KeyStride, keys, a.HeadWidth, keyTransposed, columns);
                AttentionTransposition.Copy<TSimd, TVector>(a.Value + (key * a.ValueStride) + column, a.ValueStride, keys, a.HeadWidth, valueTransposed, columns);
                for (int member = 0; member < a.Group; member++)
                {
                    for (int row = firstRow; row < endRow; row += rowBlock)
                    {
                        int rows = Math.Min(rowBlock, endRow - row);
                        if (!single && !AnyVisible(a, row, row + rows, key, key + keys))
                        {
                            continue;
                        }

                        var block = new AttentionBlock
                        {
                            Head = groupHead + member,
                            FirstRow = firstRow,
                            Row = row,
                            Rows = rows,
                            Key = key,
                            Keys = keys,
                            Start = key - firstKey,
                            Columns = columns,
                            AddQuery = !single || g.AccumulateQuery,
                            AddKey = !single || g.AccumulateKey || member > 0,
                            AddValue = !single || g.AccumulateValue || member > 0,
                            Weights = weights,
                            ScoreGradients = weights + (Block * Block),
                            KeyTransposed = keyTransposed,
                            ValueTransposed = valueTransposed,
                            Lanes = lanes,
                        };
                        AttentionPrefetch next = single ? part.Next(a, block.Head, (firstKey, endKey)) : default;
                        ByQueries<TScore, TSimd, TVector>(a, g, block, next);
                        ByKeys<TScore, TSimd, TVector>(a, g, block, column, next);
                    }
                }
            }
        }
    }

    // The size of equal blocks that cover a length, rounded up to a granule.
    private static int Even(int length, int granule)
    {
        int blocks = Math.Max(1, (length + Block - 1) / Block);
        int size = (length + blocks - 1) / blocks;
        return Math.Max(granule, (size + granule - 1) / granule * granule);
    }

    private static bool AnyVisible(in AttentionArguments a, int row, int endRow, int key, int endKey)
    {
        (int low, int high) = AttentionForward.Visible(a, row, endRow, key);
        return low < endKey - key && high > 0 && low < high;
    }

    // Several blocks add to the same rows, in turn: those that nobody has written yet start from zero.
    private static void Clear(in AttentionArguments a, in AttentionGradients g, (int First, int End) rows, (int First, int End) keys, int groupHead)
    {
        nint column = groupHead / a.Group * (nint)a.HeadWidth;
        if (!g.AccumulateQuery)
        {
            Clear(g.Query, g.QueryStride, rows, groupHead * (nint)a.HeadWidth, a.Group * a.HeadWidth);
        }

        if (!g.AccumulateKey)
        {
            Clear(g.Key, g.KeyStride, keys, column, a.HeadWidth);
        }

        if (!g.AccumulateValue)
        {
            Clear(g.Value, g.ValueStride, keys, column, a.HeadWidth);
        }
    }

    private static void Clear(float* target, nint stride, (int First, int End) rows, nint column, int count)
    {
        for (int row = rows.First; row < rows.End && target != null; row++)
        {
            new Span<float>(target + (row * stride) + column, count).Clear();
        }
    }

    // Probabilities and gradients of scores, four query rows at a time; and from these the gradients of the queries.
    private static void ByQueries<TScore, TSimd, TVector>(in AttentionArguments a, in AttentionGradients g, in AttentionBlock block, in AttentionPrefetch next)
        where TScore : struct, IAttentionScore
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        nint column = block.Head * a.HeadWidth;
        for (int r = 0; r < block.Rows; r += AttentionProduct.Rows)
        {
            int row = block.Row + r;
            int rows = Math.Min(AttentionProduct.Rows, block.Rows - r);
            bool isLast = r + AttentionProduct.Rows >= block.Rows;
            next.Queries(a.Query, a.QueryStride, g.Query == null ? a.Query : g.Query, g.Query == null ? a.QueryStride : g.QueryStride, r, isLast);
            next.Queries(a.Output, a.OutputStride, g.Output, g.OutputStride, r, isLast);
            (int low, int high) = AttentionForward.Visible(a, row, row + rows, block.Key);
            (low, high) = (Math.Max(low, 0), Math.Min(high, block.Keys));
            bool any = low < high;
            int from = any ? low / TSimd.Width * TSimd.Width : 0;
            int to = any ? (high + TSimd.Width - 1) / TSimd.Width * TSimd.Width : 0;
            float* weights = block.Weights + ((nint)r * block.Columns);
            float* gradients = block.ScoreGradients + ((nint)r * block.Columns);
            float* outputGradient = g.Output + (row * g.OutputStride) + column;
            float* query = a.Query + (row * a.QueryStride) + column;
            TScore.Scores<TSimd, TVector>(
                new LeftFactor(query, a.QueryStride, 1),
                rows, a.HeadWidth, block.KeyTransposed + from, block.Columns, to - from, weights + from, block.Columns, a.ScoreVectorOf(block.Head));
            AttentionProduct.Multiply<TSimd, TVector>(
                new LeftFactor(outputGradient, g.OutputStride, 1),
                rows, a.HeadWidth, block.ValueTransposed + from, block.Columns, to - from, gradients + from, block.Columns, add: false, scale: null);
            for (int i = 0; i < rows; i++)
            {
                float delta = Dot<TSimd, TVector>(
                    a.Output + ((row + i) * a.OutputStride) + column, outputGradient + (i * g.OutputStride), a.HeadWidth);
                nint line = (nint)i * block.Columns;
                float* bias = null;
                if (a.Bias != null)
                {
                    nint place = a.BiasOffset(block.Head, row + i, block.FirstRow) + block.Start;
                    bias = g.Bias == null ? null : g.Bias + place;
                    AttentionWeightLines.Add<TSimd, TVector>(g.Weights == null ? null : g.Weights + place + low, high - low, gradients + line + low);
                }

                Row<TSimd, TVector>(a, block, row + i, new RowArrays(weights + line, gradients + line, bias), from, to, delta);
            }

            TScore.Gradients<TSimd, TVector>(
                new LeftFactor(gradients + low, block.Columns, 1),
                rows,
                any ? high - low : 0,
                a.Key + ((block.Key + low) * a.KeyStride) + (block.Head / a.Group * (nint)a.HeadWidth),
                a.KeyStride,
                a.HeadWidth,
                g.Query == null ? null : g.Query + (row * g.QueryStride) + column,
                g.QueryStride,
                block.AddQuery,
                new ScoreRows(query, a.QueryStride, a.ScoreVectorOf(block.Head), g.ScoreVector == null ? null : g.ScoreVector + column));
        }
    }

    // Gradients of values and keys, four keys at a time, summed over the query rows that see any of them.
    private static void ByKeys<TScore, TSimd, TVector>(
        in AttentionArguments a, in AttentionGradients g, in AttentionBlock block, nint offset, in AttentionPrefetch next)
        where TScore : struct, IAttentionScore
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        nint column = block.Head * a.HeadWidth;
        for (int k = 0; k < block.Keys; k += AttentionProduct.Rows)
        {
            int keys = Math.Min(AttentionProduct.Rows, block.Keys - k);
            int key = block.Key + k;
            bool isLast = k + AttentionProduct.Rows >= block.Keys;
            next.Keys(a.Key, a.KeyStride, a.Value, a.ValueStride, k, isLast);
            next.Keys(g.Key == null ? a.Key : g.Key, g.Key == null ? a.KeyStride : g.KeyStride, g.Value == null ? a.Value : g.Value, g.Value == null ? a.ValueStride : g.ValueStride, k, isLast);
            int from = 0;
            int to = block.Rows;
            while (from < to && (a.First[block.Row + from] >= key + keys || a.Last[block.Row + from] < key))
            {
                from++;
            }

            while (to > from && (a.First[block.Row + to - 1] >= key + keys || a.Last[block.Row + to - 1] < key))
            {
                to--;
            }

            nint start = ((nint)from * block.Columns) + k;
            int row = block.Row + from;
            if (g.Value != null)
            {
                AttentionProduct.Multiply<TSimd, TVector>(
                    new LeftFactor(block.Weights + start, 1, block.Columns),
                    keys, to - from, g.Output + (row * g.OutputStride) + column, g.OutputStride, a.HeadWidth,
                    g.Value + (key * g.ValueStride) + offset, g.ValueStride, block.AddValue, scale: null);
            }

            TScore.Gradients<TSimd, TVector>(
                new LeftFactor(block.ScoreGradients + start, 1, block.Columns),
                keys, to - from, a.Query + (row * a.QueryStride) + column, a.QueryStride, a.HeadWidth,
                g.Key == null ? null : g.Key + (key * g.KeyStride) + offset, g.KeyStride, block.AddKey,
                new ScoreRows(a.Key + (key * a.KeyStride) + offset, a.KeyStride, a.ScoreVectorOf(block.Head), null));
        }
    }

    // Products of queries and keys become P∘M, products of output gradients and values become scale · dS; the bias, if trained, gets dS.
    private static void Row<TSimd, TVector>(
        in AttentionArguments a, in AttentionBlock block, int row, in RowArrays arrays, int from, int to, float delta)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        float* weights = arrays.Weights;
        float* gradients = arrays.Gradients;
        float* bias = arrays.Bias;
        var mask = new AttentionMask<TSimd, TVector>(a, block.Head, row, block.FirstRow, block.Key, block.Start, block.Keys, block.Lanes);
        TVector logSumExp = TSimd.Create(a.LogSumExp[((nint)block.Head * a.QueryRows) + row]);
        TVector offset = TSimd.Create(delta);
        TVector scale = TSimd.Create(a.Scale);
        Zero<TSimd, TVector>(weights, gradients, 0, from);
        for (int at = from; at < to; at += TSimd.Width)
        {
            TVector score = mask.Score(TSimd.Load(weights + at), at);
            TVector weight = VectorMath.ExpOfNegative<TSimd, TVector>(TSimd.Subtract(score, logSumExp));
            TVector gradient = TSimd.Load(gradients + at);
            TVector dropped = weight;
            if (!a.Dropout.IsOff)
            {
                TVector factors = mask.Dropout(at);
                dropped = TSimd.Multiply(weight, factors);
                gradient = TSimd.Multiply(gradient, factors);
            }

            TSimd.Store(dropped, weights + at);
            gradient = TSimd.Subtract(gradient, offset);
            TSimd.Store(TSimd.Multiply(TSimd.Multiply(weight, scale), gradient), gradients + at);
            if (bias != null)
            {
                Lanes.Write<TSimd, TVector>(TSimd.Multiply(weight, gradient), bias + at, block.Keys - at, accumulate: true);
            }
        }

        Zero<TSimd, TVector>(weights, gradients, to, block.Columns);
    }

    private static void Zero<TSimd, TVector>(float* first, float* second, int from, int to)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        for (int at = from; at < to; at += TSimd.Width)
        {
            TSimd.Store(TSimd.Zero, first + at);
            TSimd.Store(TSimd.Zero, second + at);
        }
    }

    private static float Dot<TSimd, TVector>(float* left, float* right, int count)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector sum = TSimd.Zero;
        int at = 0;
        for (; at + TSimd.Width <= count; at += TSimd.Width)
        {
            sum = TSimd.MultiplyAdd(TSimd.Load(left + at), TSimd.Load(right + at), sum);
        }

        if (at < count)
        {
            sum = TSimd.MultiplyAdd(TSimd.LoadPartial(left + at, count - at), TSimd.LoadPartial(right + at, count - at), sum);
        }

        return TSimd.Sum(sum);
    }

    /// <summary>A row of weights, a row of gradients, and where the bias's gradients go, or null.</summary>
    private readonly struct RowArrays(float* weights, float* gradients, float* bias)
    {
        public readonly float* Weights = weights;
        public readonly float* Gradients = gradients;
        public readonly float* Bias = bias;
    }

    /// <summary>Some query rows against some keys of one head, with the scratch they use.</summary>
    private readonly struct AttentionBlock
    {
        public required int Head { get; init; }

        /// <summary>The sequence's first query row.</summary>
        public required int FirstRow { get; init; }

        public required int Row { get; init; }

        public required int Rows { get; init; }

        public required int Key { get; init; }

        public required int Keys { get; init; }

        /// <summary>Place of the first key in its sequence.</summary>
        public required int Start { get; init; }

        /// <summary>Keys rounded up to vectors: the row length of the four matrices below.</summary>
        public required int Columns { get; init; }

        public required bool AddQuery { get; init; }

        public required bool AddKey { get; init; }

        public required bool AddValue { get; init; }

        /// <summary>(Rows, Columns): products of queries and keys, then P∘M.</summary>
        public required float* Weights { get; init; }

        /// <summary>(Rows, Columns): products of output gradients and values, then scale · dS.</summary>
        public required float* ScoreGradients { get; init; }

        /// <summary>(K, Columns).</summary>
        public required float* KeyTransposed { get; init; }

        /// <summary>(K, Columns).</summary>
        public required float* ValueTransposed { get; init; }

        /// <summary>0, 1, 2, …</summary>
        public required float* Lanes { get; init; }
    }
}
