using Heed.Tensors.Kernels.Cpu.Products;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class MatrixProductTests
{
    // C has a gap between its rows, so that a store past the end of a row shows.
    private const int Gap = 3;

    public static TheoryData<string, bool, bool> TiersAndLayouts
    {
        get
        {
            var data = new TheoryData<string, bool, bool>();
            foreach (string tier in Enum.GetNames<VectorTier>())
            {
                data.Add(tier, false, false);
                data.Add(tier, false, true);
                data.Add(tier, true, false);
                data.Add(tier, true, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(TiersAndLayouts))]
    public void Agrees_with_the_reference_at_edge_sizes(string tier, bool transposeA, bool transposeB)
    {
        using var workers = new WorkerPool(1);
        int[] lengths = KernelLengths.All;
        for (int i = 0; i < lengths.Length; i++)
        {
            // Every third pair: each length meets five or six others in each place.
            for (int j = i % 3; j < lengths.Length; j += 3)
            {
                int k = lengths[((7 * i) + (3 * j)) % lengths.Length];
                Compare(workers, tier, lengths[i], lengths[j], k, transposeA, transposeB, accumulate: (i + j) % 2 == 1);
            }
        }
    }

    [Theory]
    [MemberData(nameof(TiersAndLayouts))]
    public void Agrees_with_the_reference_where_k_is_blocked_and_work_is_split(string tier, bool transposeA, bool transposeB)
    {
        using var workers = new WorkerPool(2);
        Compare(workers, tier, 131, 70, 601, transposeA, transposeB, accumulate: true);
        Compare(workers, tier, 20, 24, 1600, transposeA, transposeB, accumulate: false);
        Compare(workers, tier, 230, 300, 257, transposeA, transposeB, accumulate: false);
        Compare(workers, tier, 5, 520, 300, transposeA, transposeB, accumulate: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Has_the_same_bits_on_one_thread_and_on_two(bool transposeA)
    {
        using GuardedBuffer a = GuardedBuffer.Random(1500 * 170, seed: 1);
        using GuardedBuffer b = GuardedBuffer.Random(1500 * 190, seed: 2);
        using var one = new GuardedBuffer(170 * 190);
        using var two = new GuardedBuffer(170 * 190);
        foreach ((int threads, GuardedBuffer c) in new[] { (1, one), (2, two) })
        {
            using var workers = new WorkerPool(threads);
            MatrixProduct.Multiply(workers, new(a.Data, transposeA ? 170 : 1500, transposeA), new(b.Data, 190), c.Data, 190, 170, 190, 1500);
        }

        Close.CheckBits(one.Values, two.Values);
    }

    [Theory]
    [InlineData(0, 5, 7)]
    [InlineData(3, 1, 40)]
    [InlineData(700, 70, 33)]
    [InlineData(300, 600, 700)]
    public void Weight_and_bias_gradients_come_together(int rows, int outputs, int inputs)
    {
        using GuardedBuffer gradient = GuardedBuffer.Random(rows * outputs, seed: 1);
        using GuardedBuffer input = GuardedBuffer.Random(rows * inputs, seed: 2);
        using GuardedBuffer weight = GuardedBuffer.Random(outputs * inputs, seed: 3);
        using GuardedBuffer bias = GuardedBuffer.Random(outputs, seed: 4);
        using var expectedWeight = new GuardedBuffer(weight.Values);
        using var expectedBias = new GuardedBuffer(bias.Values);
        MatrixOperand left = new(gradient.Data, outputs, transposed: true);
        ReferenceMatrixProduct.Multiply(left, new(input.Data, inputs), expectedWeight.Data, inputs, outputs, inputs, rows, accumulate: true);
        for (int index = 0; index < rows * outputs; index++)
        {
            expectedBias.Data[index % outputs] += gradient.Data[index];
        }

        using var workers = new WorkerPool(2);
        MatrixProduct.AddWeightGradient(workers, gradient.Data, input.Data, weight.Data, bias.Data, rows, outputs, inputs);
        Close.Check(expectedWeight.Values, weight.Values, absolute: 1e-6f * (rows + 10), what: "weight");
        Close.Check(expectedBias.Values, bias.Values, absolute: 1e-6f * (rows + 10), what: "bias");
    }

    /// <summary>A translation must not depend on its batch mates: a row's result is a matter of that row alone.</summary>
    [Theory]
    [InlineData(40, 64)]
    [InlineData(300, 100)]
    public void Rows_do_not_depend_on_their_neighbours(int k, int n)
    {
        const int Most = 203;
        using var workers = new WorkerPool(2);
        using GuardedBuffer a = GuardedBuffer.Random(Most * k, seed: 1);
        using GuardedBuffer weight = GuardedBuffer.Random(n * k, seed: 2);
        using var all = new GuardedBuffer(Most * n);
        MatrixProduct.Multiply(workers, new(a.Data, k), new(weight.Data, k, transposed: true), all.Data, n, Most, n, k);
        using var packed = new PackedMatrix();
        packed.Pack(workers, new(weight.Data, k, transposed: true), k, n);
        foreach (int rows in new[] { 1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 16, 17, 95, 96, 97 })
        {
            foreach (int first in new[] { 0, 1, 50, Most - rows })
            {
                using var some = new GuardedBuffer(rows * n);
                MatrixProduct.Multiply(workers, new(a.Data + (first * k), k), packed, some.Data, n, rows, accumulate: false, default(NoEpilogue));
                Close.CheckBits(all.Values.Slice(first * n, rows * n), some.Values, $"{rows} rows from {first}");
            }
        }
    }

    [Theory]
    [InlineData(false, 200, 300, 70)]
    [InlineData(false, 3, 700, 400)]
    [InlineData(false, 17, 5, 0)]
    [InlineData(true, 200, 300, 70)]
    [InlineData(true, 40, 50, 3000)]
    public void The_epilogue_sees_each_finished_element_once(bool transposeA, int m, int n, int k)
    {
        using var workers = new WorkerPool(2);
        using GuardedBuffer a = GuardedBuffer.Random(m * k, seed: 1);
        using GuardedBuffer b = GuardedBuffer.Random(k * n, seed: 2);
        using GuardedBuffer c = GuardedBuffer.Random(m * n, seed: 3);
        using var plain = new GuardedBuffer(c.Values);
        MatrixOperand left = new(a.Data, transposeA ? m : k, transposeA);
        MatrixOperand right = new(b.Data, n);
        MatrixProduct.Multiply(workers, left, right, plain.Data, n, m, n, k, accumulate: true);
        MatrixProduct.Multiply(workers, left, right, c.Data, n, m, n, k, accumulate: true, default(Marking));
        for (int row = 0; row < m; row++)
        {
            for (int column = 0; column < n; column++)
            {
                plain.Data[(row * n) + column] = Marking.Mark(plain.Data[(row * n) + column], row, column);
            }
        }

        Close.CheckBits(plain.Values, c.Values);
    }

    private static void Compare(WorkerPool workers, string tier, int m, int n, int k, bool transposeA, bool transposeB, bool accumulate)
    {
        using GuardedBuffer a = GuardedBuffer.Random(m * k, seed: 1, misalignment: 1);
        using GuardedBuffer b = GuardedBuffer.Random(k * n, seed: 2, misalignment: 2);
        using GuardedBuffer actual = GuardedBuffer.Random(Math.Max(0, (m * (n + Gap)) - Gap), seed: 3, misalignment: 3);
        using var expected = new GuardedBuffer(actual.Values);
        MatrixOperand left = new(a.Data, transposeA ? m : k, transposeA);
        MatrixOperand right = new(b.Data, transposeB ? k : n, transposeB);
        ReferenceMatrixProduct.Multiply(left, right, expected.Data, n + Gap, m, n, k, accumulate);
        using (VectorJob.Force(Enum.Parse<VectorTier>(tier)))
        {
            MatrixProduct.Multiply(workers, left, right, actual.Data, n + Gap, m, n, k, accumulate);
        }

        string what = $"{tier} ({m}, {k}) · ({k}, {n})";
        if (transposeA)
        {
            Close.Check(expected.Values, actual.Values, relative: 1e-5f, absolute: 1e-6f * (k + 10), what);
        }
        else
        {
            Close.CheckBits(expected.Values, actual.Values, what);
        }
    }

    /// <summary>Not its own inverse and different everywhere: applied twice, or to the wrong place, it shows.</summary>
    private readonly struct Marking : ITileEpilogue
    {
        public static float Mark(float value, int row, int column) => (value * 0.5f) + (row * 1000) + column;

        public void Apply<TSimd, TVector>(float* tile, int stride, int row, int column, int rows, int columns)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    tile[(i * stride) + j] = Mark(tile[(i * stride) + j], row + i, column + j);
                }
            }
        }
    }
}
