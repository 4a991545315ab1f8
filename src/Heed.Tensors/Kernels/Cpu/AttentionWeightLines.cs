using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// The probabilities of attention, kept by row and distance for those that need them (<see cref="AttentionArguments.Weights"/>): scores are put by while the
/// tiles pass, and turned into probabilities once a row's sum is known.
/// </summary>
internal static unsafe class AttentionWeightLines
{
    /// <summary>Puts by one row's scores of the tile (first key row of the sequence, tile's start, keys) that it sees.</summary>
    public static void Keep(in AttentionArguments a, int head, int row, int firstRow, (int FirstKey, int Start, int Keys) tile, float* scores)
    {
        int origin = tile.FirstKey + tile.Start;
        int low = Math.Max(0, a.First[row] - origin);
        int high = Math.Min(tile.Keys, a.Last[row] + 1 - origin);
        if (low < high)
        {
            new Span<float>(scores + low, high - low).CopyTo(new Span<float>(a.Weights + a.BiasOffset(head, row, firstRow) + tile.Start + low, high - low));
        }
    }

    /// <summary>exp(score − log-sum-exp), dropped where dropout says so, for all keys that these rows see; the sequence begins at <paramref name="first"/>.</summary>
    public static void Finish<TSimd, TVector>(in AttentionArguments a, int head, (int First, int End) rows, (int Row, int Key) first, float* lanes)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        for (int row = rows.First; row < rows.End; row++)
        {
            float* line = a.Weights + a.BiasOffset(head, row, first.Row);
            var mask = new AttentionMask<TSimd, TVector>(a, head, row, first.Row, first.Key, 0, 0, lanes);
            TVector logSumExp = TSimd.Create(a.LogSumExp[((nint)head * a.QueryRows) + row]);
            int end = a.Last[row] + 1 - first.Key;
            for (int at = a.First[row] - first.Key; at < end; at += TSimd.Width)
            {
                TVector score = Lanes.Load<TSimd, TVector>(line + at, end - at);
                TVector weight = VectorMath.ExpOfNegative<TSimd, TVector>(TSimd.Subtract(score, logSumExp));
                Lanes.Store<TSimd, TVector>(a.Dropout.IsOff ? weight : TSimd.Multiply(weight, mask.Dropout(at)), line + at, end - at);
            }
        }
    }

    /// <summary>Adds a row's line of <paramref name="table"/> to <paramref name="gradients"/>, those of the probabilities of the keys start … start + keys − 1.</summary>
    public static void Add<TSimd, TVector>(float* table, int keys, float* gradients)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        for (int at = 0; at < keys; at += TSimd.Width)
        {
            Lanes.Write<TSimd, TVector>(Lanes.Load<TSimd, TVector>(table + at, keys - at), gradients + at, keys - at, accumulate: true);
        }
    }
}
