using Heed.Tensors.Ops;

namespace Heed.Tensors.Memory;

/// <summary>Rows of floats that outlive a step: the keys and values that decoding keeps. (rows, columns), row-major, contents undefined until written.</summary>
public sealed unsafe class RowCache(int columns) : IDisposable
{
    private readonly AlignedBuffer buffer = AlignedBuffer.Uninitialized(0);

    public int Columns => columns;

    public int Rows { get; private set; }

    /// <summary>Bytes held.</summary>
    public long Bytes => buffer.Length;

    internal float* Data => buffer.Floats;

    /// <summary>Makes room for <paramref name="rows"/> rows. What was written is lost.</summary>
    public void Resize(int rows)
    {
        buffer.EnsureCapacity((long)rows * columns * sizeof(float));
        Rows = rows;
    }

    /// <summary>
    /// Writes the first <paramref name="width"/> columns of row i of <paramref name="source"/> to row <c>targets[i]</c>, from
    /// <paramref name="column"/> on.
    /// </summary>
    public void Write(ColumnSlice source, int width, Integers targets, int column = 0)
    {
        Check(source.Stride - source.Column >= width && column + width <= columns && targets.Count == source.Tensor.Rows, source.Tensor);
        for (int row = 0; row < targets.Count; row++)
        {
            int target = targets.Values[row];
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)target, (uint)Rows);
            new Span<float>(source.Data + ((long)row * source.Stride), width).CopyTo(Row(target)[column..]);
        }
    }

    /// <summary>Writes all of <paramref name="source"/>, of this cache's columns, to the first rows.</summary>
    public void Write(Tensor source)
    {
        Check(source.Columns == columns && source.Rows <= Rows, source);
        source.Values.CopyTo(new Span<float>(Data, checked(source.Rows * columns)));
    }

    /// <summary>The given rows as a tensor of the current step, (N, columns), which wants no gradient.</summary>
    public Tensor Read(Workspace workspace, ReadOnlySpan<int> rows)
    {
        Tensor result = workspace.Allocate(new Shape(rows.Length, columns), requiresGradient: false);
        for (int row = 0; row < rows.Length; row++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)rows[row], (uint)Rows);
            Row(rows[row]).CopyTo(result.Values.Slice(row * columns, columns));
        }

        return result;
    }

    /// <summary>Copies <paramref name="count"/> rows.</summary>
    public void CopyRows(int from, int to, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(from, to) + count, Rows);
        Buffer.MemoryCopy(
            Data + ((long)from * columns),
            Data + ((long)to * columns),
            (long)count * columns * sizeof(float),
            (long)count * columns * sizeof(float));
    }

    public void Dispose() => buffer.Dispose();

    private Span<float> Row(int index) => new(Data + ((long)index * columns), columns);

    private void Check(bool fits, Tensor source)
    {
        if (!fits)
        {
            throw new ArgumentException($"Rows of shape {source.Shape} do not fit a cache of {Rows} rows of {columns} columns.");
        }
    }
}
