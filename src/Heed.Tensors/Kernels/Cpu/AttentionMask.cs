using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>What the forward and the backward pass must do alike to a row of scores: scale, bias, visibility and dropout. Columns count from the tile's first key.</summary>
internal readonly unsafe struct AttentionMask<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    private readonly TVector scale;
    private readonly TVector low;
    private readonly TVector high;
    private readonly float* bias;
    private readonly float* lanes;
    private readonly int keys;
    private readonly int start;
    private readonly DropoutLanes<TSimd, TVector> dropout;

    /// <summary><paramref name="firstKey"/> is the tile's first key row, <paramref name="start"/> its place in the sequence; <paramref name="lanes"/> holds 0, 1, 2, ….</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AttentionMask(in AttentionArguments a, int head, int row, int firstRow, int firstKey, int start, int keys, float* lanes)
    {
        scale = TSimd.Create(a.Scale);
        low = TSimd.Create(a.First[row] - firstKey - 0.5f);
        high = TSimd.Create(a.Last[row] - firstKey + 0.5f);
        bias = a.BiasOf(head, row, firstRow);
        bias = bias == null ? null : bias + start;
        this.lanes = lanes;
        this.keys = keys;
        this.start = start;
        dropout = new(a.Dropout with { Key = a.Dropout.IsOff ? 0 : DropoutHash.Hash(a.Dropout.Key, ((uint)row * (uint)a.Heads) + (uint)head) });
    }

    /// <summary>product · scale + bias, −∞ where the row does not see the key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Score(TVector product, int column)
    {
        TVector score = TSimd.Multiply(product, scale);
        if (bias != null)
        {
            score = TSimd.Add(score, TSimd.LoadPartial(bias + column, Math.Min(TSimd.Width, keys - column)));
        }

        TVector hidden = TSimd.Create(float.NegativeInfinity);
        TVector place = TSimd.Add(TSimd.Load(lanes), TSimd.Create(column));
        return TSimd.SelectGreater(high, place, TSimd.SelectGreater(place, low, score, hidden), hidden);
    }

    /// <summary>0 for dropped probabilities, 1 / (1 − p) for the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Dropout(int column) => dropout.Factors((uint)(start + column));
}
