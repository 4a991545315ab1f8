namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// What one attention works on. Rows are packed: query rows (Nq, H·K), key and value rows (Nk, Hkv·K), each with a stride of its own, so
/// that they may be column slices of one fused product. Head h of the queries reads key-value head h / (H / Hkv).
/// </summary>
internal readonly unsafe struct AttentionArguments
{
    public required float* Query { get; init; }

    public required float* Key { get; init; }

    public required float* Value { get; init; }

    /// <summary>(Nq, H·K), written by the forward pass and read by the backward pass.</summary>
    public required float* Output { get; init; }

    /// <summary>
    /// (H, Nq): ln Σ exp(score) of each query row and head, +∞ where nothing is visible. The one thing that the forward pass saves; null
    /// when nobody goes back.
    /// </summary>
    public float* LogSumExp { get; init; }

    public required nint QueryStride { get; init; }

    public required nint KeyStride { get; init; }

    public required nint ValueStride { get; init; }

    public required nint OutputStride { get; init; }

    /// <summary>Nq, the rows of queries.</summary>
    public required int QueryRows { get; init; }

    /// <summary>B, how many sequences there are.</summary>
    public required int Sequences { get; init; }

    /// <summary>B + 1: sequence b has the query rows QueryOffsets[b] … QueryOffsets[b + 1] − 1.</summary>
    public required int* QueryOffsets { get; init; }

    /// <summary>
    /// B + 1: the key rows, likewise. The forward pass reads only where a sequence begins, since sums over keys are taken in vectors and
    /// tiles counted from there; the backward pass writes the gradients of just these rows.
    /// </summary>
    public required int* KeyOffsets { get; init; }

    /// <summary>The first key row (of all packed rows) that each query row sees.</summary>
    public required int* First { get; init; }

    /// <summary>The last key row that each query row sees, inclusive; before <see cref="First"/> where it sees nothing.</summary>
    public required int* Last { get; init; }

    /// <summary>H.</summary>
    public required int Heads { get; init; }

    /// <summary>Hkv, a divisor of H.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>K.</summary>
    public required int HeadWidth { get; init; }

    /// <summary>What products of queries and keys are multiplied by.</summary>
    public required float Scale { get; init; }

    /// <summary>Which probabilities are dropped: element j of the row hash(Key, query row · H + head), j counted from the sequence's first key.</summary>
    public required DropoutMask Dropout { get; init; }

    /// <summary>
    /// Null, or what is added to the scaled scores; −∞ hides a key. The score of query row i, head h and the sequence's key j takes
    /// <c>Bias[h · BiasHeadStride + i · BiasQueryStride + t · BiasRowStride + j]</c> with t = <c>BiasRows[i]</c>, or i's place in its sequence if that is null.
    /// </summary>
    public float* Bias { get; init; }

    public nint BiasHeadStride { get; init; }

    public nint BiasRowStride { get; init; }

    /// <summary>0 where all query rows share one table.</summary>
    public nint BiasQueryStride { get; init; }

    public int* BiasRows { get; init; }

    /// <summary>
    /// Null, or where <see cref="AttentionKernel.Weights"/> leaves the probabilities, dropped ones as 0, laid out as a bias with a table for each query row; what
    /// a row does not see is not written.
    /// </summary>
    public float* Weights { get; init; }

    /// <summary>v (H·K) of additive scores; null for products.</summary>
    public float* ScoreVector { get; init; }

    /// <summary>How many query heads share a key-value head.</summary>
    public int Group => Heads / KeyValueHeads;

    /// <summary>The bias of one query row and head, from the sequence's first key on; null without a bias.</summary>
    public float* BiasOf(int head, int row, int firstRow) =>
        Bias == null ? null : Bias + BiasOffset(head, row, firstRow);

    /// <summary>Where the line of one query row and head lies in tables laid out as the bias.</summary>
    public nint BiasOffset(int head, int row, int firstRow) =>
        (head * BiasHeadStride) + (row * BiasQueryStride) + ((BiasRows == null ? row - firstRow : BiasRows[row]) * BiasRowStride);

    /// <summary>v (K) of one head, or null.</summary>
    public float* ScoreVectorOf(int head) => ScoreVector == null ? null : ScoreVector + (head * (nint)HeadWidth);

    /// <summary>
    /// What a pass has to do that takes so many products over all pairs of a query and a key that it sees, and reads or writes queries, keys,
    /// values and outputs so many times each.
    /// </summary>
    public OpWork Work(int products, int arrays)
    {
        double pairs = 0;
        for (int row = 0; row < QueryRows; row++)
        {
            pairs += Math.Max(0, Last[row] + 1 - First[row]);
        }

        double keyRows = KeyOffsets[Sequences];
        return new(
            2.0 * products * pairs * Heads * HeadWidth,
            sizeof(float) * 2.0 * arrays * HeadWidth * (((double)QueryRows * Heads) + (keyRows * KeyValueHeads)));
    }
}
