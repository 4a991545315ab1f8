using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>The ids of an embedding and what else both passes need.</summary>
internal readonly unsafe struct EmbeddingRows
{
    /// <summary>Row of the table for each row (N).</summary>
    public int* Ids { get; init; }

    /// <summary>Row of the position table for each row (N), or null.</summary>
    public int* Places { get; init; }

    public int Rows { get; init; }

    public int Columns { get; init; }

    /// <summary>Multiplies the embedding, not the position.</summary>
    public float Scale { get; init; }

    public DropoutMask Dropout { get; init; }
}

/// <summary>y = dropout(table[id] · scale + positions[place]).</summary>
internal static unsafe class Embedding
{
    // A slice of columns belongs to one part, which takes the rows in order: so the sums come out the same at any number of threads.
    private const int ColumnsPerSlice = 64;

    /// <summary>table (V, D), positions (P, D) or null → output (N, D).</summary>
    public static void Forward(WorkerPool workers, in EmbeddingRows rows, float* table, float* positions, float* output)
    {
        int size = RowBlocks.RowsPerPart(rows.Columns);
        VectorJob.Run(workers, new ForwardJob(rows, table, positions, output, size), RowBlocks.Parts(rows.Rows, size));
    }

    /// <summary>tableGradient[id] += scale · dropout(dy), positionGradient[place] += dropout(dy), each unless it is null.</summary>
    public static void Backward(WorkerPool workers, in EmbeddingRows rows, float* outputGradient, float* tableGradient, float* positionGradient) =>
        VectorJob.Run(
            workers, new BackwardJob(rows, outputGradient, tableGradient, positionGradient), RowBlocks.Parts(rows.Columns, ColumnsPerSlice));

    private readonly struct ForwardJob(EmbeddingRows rows, float* table, float* positions, float* output, int size) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            EmbeddingRows local = rows;
            bool drops = !local.Dropout.IsOff;
            var mask = new DropoutLanes<TSimd, TVector>(local.Dropout);
            int columns = local.Columns;
            TVector scale = TSimd.Create(local.Scale);
            int end = Math.Min(local.Rows, (part + 1) * size);
            for (int row = part * size; row < end; row++)
            {
                float* from = table + ((long)local.Ids[row] * columns);
                float* place = local.Places is null ? null : positions + ((long)local.Places[row] * columns);
                long start = (long)row * columns;
                for (int column = 0; column < columns; column += TSimd.Width)
                {
                    int count = columns - column;
                    TVector value = TSimd.Multiply(Lanes.Load<TSimd, TVector>(from + column, count), scale);
                    if (place is not null)
                    {
                        value = TSimd.Add(value, Lanes.Load<TSimd, TVector>(place + column, count));
                    }

                    if (drops)
                    {
                        value = TSimd.Multiply(value, mask.Factors((uint)(start + column)));
                    }

                    Lanes.Store<TSimd, TVector>(value, output + start + column, count);
                }
            }
        }
    }

    private readonly struct BackwardJob(EmbeddingRows rows, float* outputGradient, float* tableGradient, float* positionGradient) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            EmbeddingRows local = rows;
            bool drops = !local.Dropout.IsOff;
            var mask = new DropoutLanes<TSimd, TVector>(local.Dropout);
            int columns = local.Columns;
            TVector scale = TSimd.Create(local.Scale);
            int first = part * ColumnsPerSlice;
            int end = Math.Min(columns, first + ColumnsPerSlice);
            for (int row = 0; row < local.Rows; row++)
            {
                float* target = tableGradient is null ? null : tableGradient + ((long)local.Ids[row] * columns);
                float* place = positionGradient is null ? null : positionGradient + ((long)local.Places[row] * columns);
                long start = (long)row * columns;
                for (int column = first; column < end; column += TSimd.Width)
                {
                    int count = end - column;
                    TVector gradient = Lanes.Load<TSimd, TVector>(outputGradient + start + column, count);
                    if (drops)
                    {
                        gradient = TSimd.Multiply(gradient, mask.Factors((uint)(start + column)));
                    }

                    if (target is not null)
                    {
                        TVector sum = TSimd.MultiplyAdd(gradient, scale, Lanes.Load<TSimd, TVector>(target + column, count));
                        Lanes.Store<TSimd, TVector>(sum, target + column, count);
                    }

                    if (place is not null)
                    {
                        Lanes.Write<TSimd, TVector>(gradient, place + column, count, accumulate: true);
                    }
                }
            }
        }
    }
}
