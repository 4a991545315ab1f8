using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// The probabilities of attention by row and distance (<see cref="AttentionArguments.Weights"/>), for those that need them and pay for them: a pass of its own behind
/// the forward pass, which has no use for them.
/// </summary>
internal static unsafe class AttentionWeightLines
{
    // Keys in a tile, a multiple of every vector width.
    private const int KeyTile = 128;

    private const int LaneFloats = 16;

    /// <summary>What <see cref="Run"/> needs in scratch.</summary>
    public static long ScratchFloats(in AttentionArguments a) => LaneFloats + (KeyTile * (a.HeadWidth + (long)AttentionProduct.Rows));

    /// <summary>The probabilities of one sequence at a part's heads.</summary>
    public static void Run<TScore, TSimd, TVector>(in AttentionArguments a, in AttentionPart part, float* scratch)
        where TScore : struct, IAttentionScore
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int firstKey = a.KeyOffsets[part.Sequence];
        (int low, int high) = AttentionForward.Visible(a, part.Rows.First, part.Rows.End, firstKey);
        float* scores = scratch + LaneFloats;
        float* transposed = scores + (AttentionProduct.Rows * KeyTile);
        for (int lane = 0; lane < TSimd.Width; lane++)
        {
            scratch[lane] = lane;
        }

        for (int head = part.FirstHead; head < part.EndHead; head++)
        {
            for (int key = firstKey + low; key < firstKey + high; key += KeyTile)
            {
                int keys = Math.Min(KeyTile, firstKey + high - key);
                int columns = (keys + TSimd.Width - 1) / TSimd.Width * TSimd.Width;
                float* source = a.Key + (key * a.KeyStride) + (head / a.Group * (nint)a.HeadWidth);
                AttentionTransposition.Copy<TSimd, TVector>(source, a.KeyStride, keys, a.HeadWidth, transposed, columns);
                for (int row = part.Rows.First; row < part.Rows.End; row += AttentionProduct.Rows)
                {
                    int rows = Math.Min(AttentionProduct.Rows, part.Rows.End - row);
                    var queries = new LeftFactor(a.Query + (row * a.QueryStride) + (head * a.HeadWidth), a.QueryStride, 1);
                    TScore.Scores<TSimd, TVector>(queries, rows, a.HeadWidth, transposed, columns, columns, scores, KeyTile, a.ScoreVectorOf(head));
                    for (int r = 0; r < rows; r++)
                    {
                        Line<TSimd, TVector>(a, head, row + r, part.Rows.First, (key, key - firstKey, keys), scores + (r * KeyTile), scratch);
                    }
                }
            }
        }
    }

    /// <summary>Adds a row's line of <paramref name="table"/>, unless null, to <paramref name="gradients"/>, those of the probabilities of as many keys.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Add<TSimd, TVector>(float* table, int keys, float* gradients)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        for (int at = 0; at < keys && table != null; at += TSimd.Width)
        {
            Lanes.Write<TSimd, TVector>(Lanes.Load<TSimd, TVector>(table + at, keys - at), gradients + at, keys - at, accumulate: true);
        }
    }

    // exp(score − log-sum-exp), dropped where dropout says so, of the keys of a tile that the row sees.
    private static void Line<TSimd, TVector>(
        in AttentionArguments a, int head, int row, int firstRow, (int Key, int Start, int Keys) tile, float* scores, float* lanes)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        float* line = a.Weights + a.BiasOffset(head, row, firstRow) + tile.Start;
        var mask = new AttentionMask<TSimd, TVector>(a, head, row, firstRow, tile.Key, tile.Start, tile.Keys, lanes);
        TVector logSumExp = TSimd.Create(a.LogSumExp[((nint)head * a.QueryRows) + row]);
        int end = Math.Min(tile.Keys, a.Last[row] + 1 - tile.Key);
        for (int at = Math.Max(0, a.First[row] - tile.Key); at < end; at += TSimd.Width)
        {
            TVector score = mask.Score(Lanes.Load<TSimd, TVector>(scores + at, end - at), at);
            TVector weight = VectorMath.ExpOfNegative<TSimd, TVector>(TSimd.Subtract(score, logSumExp));
            Lanes.Store<TSimd, TVector>(a.Dropout.IsOff ? weight : TSimd.Multiply(weight, mask.Dropout(at)), line + at, end - at);
        }
    }
}
