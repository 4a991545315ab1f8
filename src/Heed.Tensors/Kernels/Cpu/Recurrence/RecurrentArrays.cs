namespace Heed.Tensors.Kernels.Cpu.Recurrence;

/// <summary>
/// The arrays of a recurrence over N rows of B sequences, H wide, with G gates. Those in the order of time hold one time step's rows after
/// the other; those in the order of the batch hold them as the layers around see them.
/// </summary>
internal unsafe struct RecurrentArrays
{
    /// <summary>What the input adds to each gate (N, G·H), in the order of the batch.</summary>
    public float* Input { get; init; }

    /// <summary>h·Wᵀ (N, G·H) in the order of time.</summary>
    public float* Product { get; init; }

    /// <summary>The gates' values (N, G·H) in the order of time, for the backward pass; may be the product's memory.</summary>
    public float* Gates { get; set; }

    /// <summary>What is added to the product (G·H), or null.</summary>
    public float* Bias { get; init; }

    /// <summary>The hidden state that each row starts from (N, H), in the order of time.</summary>
    public float* Hidden { get; init; }

    /// <summary>The memory cells that the first step starts from, and those that each row leaves behind: (Live₀ + N, H) in the order of time.</summary>
    public float* Cell { get; init; }

    /// <summary>The hidden state that each row leaves behind (N, H), in the order of the batch.</summary>
    public float* Output { get; init; }

    /// <summary>The state that each sequence ends with (B, S), h first.</summary>
    public float* Final { get; init; }

    /// <summary>S: floats of a sequence's state.</summary>
    public int StateWidth { get; init; }

    /// <summary>The row in the batch of each row in the order of time (N).</summary>
    public int* Rows { get; init; }

    /// <summary>The sequence of each rank (B).</summary>
    public int* Sequences { get; init; }

    /// <summary>H.</summary>
    public int Width { get; init; }

    /// <summary>G·H.</summary>
    public int GateWidth { get; init; }

    /// <summary>Where the hidden state goes that the given row of a step leaves: to where the next step starts from, or to the sequence's final state.</summary>
    public readonly float* HiddenAfter(in RecurrentStep step, int rank) =>
        rank < step.NextLive ? Hidden + ((long)(step.First + step.Live + rank) * Width) : FinalState(rank);

    public readonly float* FinalState(int rank) => Final + ((long)Sequences[rank] * StateWidth);

    public readonly float* InputRow(in RecurrentStep step, int rank) => Input + ((long)Rows[step.First + rank] * GateWidth);

    public readonly float* OutputRow(in RecurrentStep step, int rank) => Output + ((long)Rows[step.First + rank] * Width);
}

/// <summary>The gradients of a recurrence's backward pass.</summary>
internal readonly unsafe struct RecurrentGradients
{
    /// <summary>Of the output (N, H) in the order of the batch, or null.</summary>
    public float* Output { get; init; }

    /// <summary>Of the gates' sums, then of the product (N, G·H), in the order of time.</summary>
    public float* Product { get; init; }

    /// <summary>Of the input (N, G·H) in the order of the batch, or null if nobody wants it.</summary>
    public float* Input { get; init; }

    /// <summary>Whether the input's gradient is added to what is there.</summary>
    public bool AddsToInput { get; init; }

    /// <summary>What comes back from later steps to the hidden state of each rank (Live₀, H).</summary>
    public float* Hidden { get; init; }

    /// <summary>The same for the memory cells.</summary>
    public float* Cell { get; init; }
}
