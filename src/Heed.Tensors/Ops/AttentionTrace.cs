namespace Heed.Tensors.Ops;

/// <summary>
/// Opens up every <see cref="AttentionOp"/> of an inference step, in the order they ran, when a workspace is given one: models are looked into without knowing it.
/// Heads can be switched off too, to see what they were good for.
/// </summary>
public sealed class AttentionTrace
{
    private readonly List<AttentionWeights> entries = [];
    private readonly HashSet<(int Attention, int Head)> off = [];
    private int attentions;

    /// <summary>Which sequence of the batch is looked at.</summary>
    public int Sequence { get; init; }

    /// <summary>Whether to keep what is seen; without, heads are switched off and nothing else.</summary>
    public bool IsKept { get; init; } = true;

    /// <summary>One entry for each attention of the step.</summary>
    public IReadOnlyList<AttentionWeights> Entries => entries;

    /// <summary>From now on the output of one head of the step's <paramref name="attention"/>-th attention, from 0, is zero for all rows.</summary>
    public void SwitchOff(int attention, int head) => off.Add((attention, head));

    /// <summary>An attention ran: <paramref name="weights"/> opens it up where that is wanted, and <paramref name="output"/> (Nq, H·K) is what it gave.</summary>
    /// <exception cref="InvalidOperationException">The step records for gradients, which would not be those of the heads that are off.</exception>
    internal void Add(AttentionWeights? weights, Tensor output, in AttentionOptions options)
    {
        if (output.Workspace.IsRecording && off.Count > 0)
        {
            throw new InvalidOperationException("Heads can be switched off in an inference step only.");
        }

        if (weights is not null)
        {
            entries.Add(weights);
        }

        for (int head = 0; head < options.Heads; head++)
        {
            if (off.Contains((attentions, head)))
            {
                Clear(output, head * options.HeadWidth, options.HeadWidth);
            }
        }

        attentions++;
    }

    private static void Clear(Tensor output, int column, int width)
    {
        for (int row = 0; row < output.Rows; row++)
        {
            output.Values.Slice((row * output.Columns) + column, width).Clear();
        }
    }
}
