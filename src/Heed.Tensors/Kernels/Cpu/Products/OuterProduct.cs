using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu.Products;

/// <summary>
/// C = [C +] Aᵀ · B: the weight's gradient dYᵀ·X, with a long K (tokens) and a small C. Parts are blocks of C times stretches of K; a part
/// packs what it needs of both factors, and partial sums over K are added in order at the end. The sums of A over K, which are the bias's
/// gradient, can be had on the way, while A is in cache.
/// </summary>
internal static unsafe class OuterProduct
{
    private const int RowBlock = 128;
    private const int ColumnBlock = 256;
    private const int DepthBlock = 256;
    private const int PartsWanted = 8;
    private const long MostPartialFloats = 1 << 20;

    [ThreadStatic]
    private static AlignedBuffer? partial;

    /// <summary>C = [C +] Aᵀ · B and, unless it is null, <paramref name="sums"/> (M) += the sum of A over K.</summary>
    public static void Multiply<TEpilogue>(
        WorkerPool workers, MatrixOperand a, MatrixOperand b, float* c, int cStride, int m, int n, int k, bool accumulate, TEpilogue epilogue, float* sums)
        where TEpilogue : struct, ITileEpilogue
    {
        var plan = Plan.For(m, n, k);
        if (plan.Stretches == 1)
        {
            VectorJob.Run(workers, new BlockJob<TEpilogue>(workers, a, b, c, cStride, plan, accumulate, epilogue, sums), plan.Parts);
            return;
        }

        partial ??= new AlignedBuffer(0);
        partial.EnsureCapacity(((long)m * n * plan.Stretches + ((long)m * plan.Stretches)) * sizeof(float));
        float* partialSums = sums is null ? null : partial.Floats + ((long)m * n * plan.Stretches);
        if (sums is not null)
        {
            new Span<float>(partialSums, m * plan.Stretches).Clear();
        }

        VectorJob.Run(workers, new BlockJob<NoEpilogue>(workers, a, b, partial.Floats, n, plan, false, default, partialSums), plan.Parts);
        if (sums is not null)
        {
            ColumnSum.AddPartials(workers, partialSums, plan.Stretches, m, sums);
        }

        var sum = new SumJob<TEpilogue>(partial.Floats, c, cStride, plan, accumulate, epilogue);
        VectorJob.Run(workers, sum, (m + SumJob<TEpilogue>.RowsPerPart - 1) / SumJob<TEpilogue>.RowsPerPart);
    }

    private readonly record struct Plan(int M, int N, int K, int RowsPerPart, int ColumnsPerPart, int DepthPerPart)
    {
        public int ColumnParts => (N + ColumnsPerPart - 1) / ColumnsPerPart;

        public int Blocks => ColumnParts * ((M + RowsPerPart - 1) / RowsPerPart);

        public int Stretches => Math.Max(1, (K + DepthPerPart - 1) / DepthPerPart);

        public int Parts => Blocks * Stretches;

        public static Plan For(int m, int n, int k)
        {
            int rows = Even(m, RowBlock, 1);
            int columns = Even(n, ColumnBlock, Panels.Granule);
            var whole = new Plan(m, n, k, rows, columns, Math.Max(k, 1));
            int stretches = (PartsWanted + whole.Blocks - 1) / whole.Blocks;
            stretches = (int)Math.Min(stretches, MostPartialFloats / ((long)m * n));
            stretches = Math.Clamp(stretches, 1, Math.Max(1, k / DepthBlock));
            return whole with { DepthPerPart = Math.Max(1, (k + stretches - 1) / stretches) };
        }

        // The size of equal pieces of at most about `most`, in steps of `granule`.
        private static int Even(int length, int most, int granule)
        {
            int pieces = (length + most - 1) / most;
            int each = (length + pieces - 1) / pieces;
            return (each + granule - 1) / granule * granule;
        }
    }

    private readonly struct BlockJob<TEpilogue>(
        WorkerPool workers, MatrixOperand a, MatrixOperand b, float* c, int cStride, Plan plan, bool accumulate, TEpilogue epilogue, float* sums) : IVectorJob
        where TEpilogue : struct, ITileEpilogue
    {
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            (int stretch, int block) = (part / plan.Blocks, part % plan.Blocks);
            int row = block / plan.ColumnParts * plan.RowsPerPart;
            int column = block % plan.ColumnParts * plan.ColumnsPerPart;
            int rows = Math.Min(plan.RowsPerPart, plan.M - row);
            int columns = Math.Min(plan.ColumnsPerPart, plan.N - column);
            int end = Math.Min(plan.K, (stretch + 1) * plan.DepthPerPart);
            float* target = c + ((long)plan.M * cStride * stretch) + ((long)row * cStride) + column;

            // The rows of the packed A are spread over cache sets by a stride that is no power of two.
            const int Stride = DepthBlock + 16;
            float* packedA = workers.Scratch(worker, (RowBlock * Stride) + (int)Panels.Length(DepthBlock, columns));
            float* packedB = packedA + (RowBlock * Stride);
            int k = stretch * plan.DepthPerPart;
            bool add = accumulate;
            do
            {
                int depth = Math.Min(DepthBlock, end - k);
                StridedTransposition.Run<TSimd, TVector>(a.At(row, k), a.Stride, depth, rows, packedA, Stride);
                if (sums is not null && column == 0)
                {
                    ColumnSum.SumRows<TSimd, TVector>(a.At(row, k), depth, rows, a.Stride, sums + ((long)stretch * plan.M) + row);
                }

                Panels.Pack<TSimd, TVector>(b, k, column, depth, columns, packedB);
                int then = Math.Min(DepthBlock, end - k - depth);
                var aheadA = Ahead.Block(a.At(row, k + depth), a.Stride, then, rows);
                Ahead aheadB = b.Transposed ? default : Ahead.Block(b.At(k + depth, column), b.Stride, then, columns);
                TileLoop.Run<TSimd, TVector>(new TileBlock
                {
                    A = packedA,
                    AStride = Stride,
                    Panels = packedB,
                    PanelStride = (nint)depth * MicroKernel.Vectors * TSimd.Width,
                    Depth = depth,
                    C = target,
                    CStride = cStride,
                    Rows = rows,
                    Columns = columns,
                    Accumulate = add,
                    FirstAhead = aheadA,
                    SecondAhead = aheadB,
                });
                add = true;
                k += depth;
            }
            while (k < end);

            epilogue.Apply<TSimd, TVector>(target, cStride, row, column, rows, columns);
        }
    }

    private readonly struct SumJob<TEpilogue>(float* partial, float* c, int cStride, Plan plan, bool accumulate, TEpilogue epilogue) : IVectorJob
        where TEpilogue : struct, ITileEpilogue
    {
        public const int RowsPerPart = 16;

        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int first = part * RowsPerPart;
            int rows = Math.Min(RowsPerPart, plan.M - first);
            long size = (long)plan.M * plan.N;
            for (int row = first; row < first + rows; row++)
            {
                float* target = c + ((long)row * cStride);
                float* source = partial + ((long)row * plan.N);
                if (!accumulate)
                {
                    Add<TSimd, TVector>(target, source, plan.N, keep: false);
                }

                for (int stretch = accumulate ? 0 : 1; stretch < plan.Stretches; stretch++)
                {
                    Add<TSimd, TVector>(target, source + (stretch * size), plan.N, keep: true);
                }
            }

            epilogue.Apply<TSimd, TVector>(c + ((long)first * cStride), cStride, first, 0, rows, plan.N);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Add<TSimd, TVector>(float* target, float* source, int count, bool keep)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int index = 0;
            for (; index <= count - TSimd.Width; index += TSimd.Width)
            {
                TVector value = TSimd.Load(source + index);
                TSimd.Store(keep ? TSimd.Add(TSimd.Load(target + index), value) : value, target + index);
            }

            for (; index < count; index++)
            {
                target[index] = keep ? target[index] + source[index] : source[index];
            }
        }
    }
}
