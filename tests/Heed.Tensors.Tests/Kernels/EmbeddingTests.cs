using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class EmbeddingTests
{
    private static readonly DropoutMask SomeDropout = new(99, 1u << 29, 8f / 7);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void It_agrees_with_the_reference(bool hasPlaces, bool drops)
    {
        using var workers = new WorkerPool(1);
        int* ids = stackalloc int[] { 2, 0, 2, 4 };
        int* places = stackalloc int[] { 0, 1, 2, 0 };
        nint idsAt = (nint)ids;
        nint placesAt = (nint)places;
        Tiers.ForEach(columns =>
        {
            var rows = new EmbeddingRows
            {
                Ids = (int*)idsAt,
                Places = hasPlaces ? (int*)placesAt : null,
                Rows = 4,
                Columns = columns,
                Scale = 1.5f,
                Dropout = drops ? SomeDropout : DropoutMask.Off,
            };
            using GuardedBuffer table = GuardedBuffer.Random(5 * columns, seed: 1);
            using GuardedBuffer positions = GuardedBuffer.Random(3 * columns, seed: 2);
            using var output = new GuardedBuffer(4 * columns);
            using var expected = new GuardedBuffer(4 * columns);
            Embedding.Forward(workers, rows, table.Data, positions.Data, output.Data);
            ReferenceEmbedding.Forward(rows, table.Data, positions.Data, expected.Data);
            Close.Check(expected.Values, output.Values);

            using GuardedBuffer gradient = GuardedBuffer.Random(4 * columns, seed: 3);
            using var expectedTable = new GuardedBuffer(table.Values);
            using var expectedPositions = new GuardedBuffer(positions.Values);
            Embedding.Backward(workers, rows, gradient.Data, table.Data, hasPlaces ? positions.Data : null);
            ReferenceEmbedding.Backward(rows, gradient.Data, expectedTable.Data, hasPlaces ? expectedPositions.Data : null);
            Close.Check(expectedTable.Values, table.Values, what: "table gradient");
            Close.Check(expectedPositions.Values, positions.Values, what: "position gradient");
        });
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        const int Rows = 500;
        const int Columns = 200;
        int* ids = stackalloc int[Rows];
        for (int row = 0; row < Rows; row++)
        {
            ids[row] = row * row % 7;
        }

        var rows = new EmbeddingRows { Ids = ids, Rows = Rows, Columns = Columns, Scale = 3, Dropout = SomeDropout };
        using GuardedBuffer gradient = GuardedBuffer.Random(Rows * Columns, seed: 3);
        using var alone = new GuardedBuffer(7 * Columns);
        using var together = new GuardedBuffer(7 * Columns);
        using var one = new WorkerPool(1);
        using var two = new WorkerPool(2);
        Embedding.Backward(one, rows, gradient.Data, alone.Data, null);
        Embedding.Backward(two, rows, gradient.Data, together.Data, null);
        Close.CheckBits(alone.Values, together.Values);
    }
}
