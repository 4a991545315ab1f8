using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>target = (source + shift) · scale by rows, where source and target have strides of their own and the shift (C), which may be null, is the same for all.</summary>
internal readonly unsafe struct ColumnShift : IVectorJob
{
    public required float* Source { get; init; }

    public required int SourceStride { get; init; }

    public required float* Target { get; init; }

    public required int TargetStride { get; init; }

    public float* Shift { get; init; }

    public float Scale { get; init; }

    public required int Rows { get; init; }

    public required int Columns { get; init; }

    public bool Accumulate { get; init; }

    public void Run(WorkerPool workers) => VectorJob.Run(workers, this, RowBlocks.Parts(Rows, RowBlocks.RowsPerPart(Columns)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TSimd, TVector>(int part, int worker)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int size = RowBlocks.RowsPerPart(Columns);
        int end = Math.Min(Rows, (part + 1) * size);
        TVector scale = TSimd.Create(Scale);
        for (int row = part * size; row < end; row++)
        {
            float* source = Source + ((long)row * SourceStride);
            float* target = Target + ((long)row * TargetStride);
            for (int column = 0; column < Columns; column += TSimd.Width)
            {
                int count = Columns - column;
                TVector value = Lanes.Load<TSimd, TVector>(source + column, count);
                value = Shift == null ? value : TSimd.Add(value, Lanes.Load<TSimd, TVector>(Shift + column, count));
                Lanes.Write<TSimd, TVector>(TSimd.Multiply(value, scale), target + column, count, Accumulate);
            }
        }
    }
}
