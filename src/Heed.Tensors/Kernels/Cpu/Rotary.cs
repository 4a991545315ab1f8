using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// Turns pairs of numbers of every head by the angle of the row's position (Su et al., 2021): (a, b) → (a·cos − b·sin, a·sin + b·cos). The
/// backward pass is the same with the sine's sign turned.
/// </summary>
internal static unsafe class Rotary
{
    public static void Run(WorkerPool workers, in RotaryArrays arrays)
    {
        int size = RowBlocks.RowsPerPart(arrays.Heads * arrays.HeadWidth);
        VectorJob.Run(workers, new Job(arrays, size), RowBlocks.Parts(arrays.Rows, size));
    }

    private readonly struct Job(RotaryArrays arrays, int size) : IVectorJob
    {
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            RotaryArrays at = arrays;
            int end = Math.Min(at.Rows, (part + 1) * size);
            for (int row = part * size; row < end; row++)
            {
                float* angles = at.Angles + ((long)at.Places[row] * at.HeadWidth);
                for (int head = 0; head < at.Heads; head++)
                {
                    float* source = at.Source + (row * at.SourceStride) + (head * at.HeadWidth);
                    float* target = at.Target + (row * at.TargetStride) + (head * at.HeadWidth);
                    if (at.Interleaved)
                    {
                        Neighbours(at, source, target, angles);
                    }
                    else
                    {
                        Halves<TSimd, TVector>(at, source, target, angles);
                    }
                }
            }
        }

        // Pairs (i, i + K/2).
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Halves<TSimd, TVector>(in RotaryArrays at, float* source, float* target, float* angles)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int half = at.HeadWidth / 2;
            TVector sign = TSimd.Create(at.Backward ? -1 : 1);
            for (int index = 0; index < half; index += TSimd.Width)
            {
                int count = half - index;
                TVector a = Lanes.Load<TSimd, TVector>(source + index, count);
                TVector b = Lanes.Load<TSimd, TVector>(source + half + index, count);
                TVector cosine = Lanes.Load<TSimd, TVector>(angles + index, count);
                TVector sine = TSimd.Multiply(Lanes.Load<TSimd, TVector>(angles + half + index, count), sign);
                Lanes.Write<TSimd, TVector>(TSimd.Subtract(TSimd.Multiply(a, cosine), TSimd.Multiply(b, sine)), target + index, count, at.Accumulate);
                Lanes.Write<TSimd, TVector>(TSimd.MultiplyAdd(a, sine, TSimd.Multiply(b, cosine)), target + half + index, count, at.Accumulate);
            }
        }

        // Pairs (2i, 2i + 1): only old weights want them, so plain loops will do.
        private static void Neighbours(in RotaryArrays at, float* source, float* target, float* angles)
        {
            int half = at.HeadWidth / 2;
            for (int pair = 0; pair < half; pair++)
            {
                (float a, float b) = (source[2 * pair], source[(2 * pair) + 1]);
                (float cosine, float sine) = (angles[pair], at.Backward ? -angles[half + pair] : angles[half + pair]);
                float left = (a * cosine) - (b * sine);
                float right = (a * sine) + (b * cosine);
                target[2 * pair] = at.Accumulate ? target[2 * pair] + left : left;
                target[(2 * pair) + 1] = at.Accumulate ? target[(2 * pair) + 1] + right : right;
            }
        }
    }
}

/// <summary>The arrays of <see cref="Rotary"/>.</summary>
internal readonly unsafe struct RotaryArrays
{
    /// <summary>The first head of row 0; the others lie beside it.</summary>
    public required float* Source { get; init; }

    public required nint SourceStride { get; init; }

    public required float* Target { get; init; }

    public required nint TargetStride { get; init; }

    /// <summary>For each position the K/2 cosines, then the K/2 sines.</summary>
    public required float* Angles { get; init; }

    /// <summary>The position of each row (N).</summary>
    public required int* Places { get; init; }

    public required int Rows { get; init; }

    public required int Heads { get; init; }

    /// <summary>K, even.</summary>
    public required int HeadWidth { get; init; }

    /// <summary>Whether pairs are neighbours (2i, 2i + 1), as in the paper, or halves (i, i + K/2), as in most weights.</summary>
    public required bool Interleaved { get; init; }

    /// <summary>Turns back.</summary>
    public bool Backward { get; init; }

    /// <summary>Adds to the target.</summary>
    public bool Accumulate { get; init; }
}
