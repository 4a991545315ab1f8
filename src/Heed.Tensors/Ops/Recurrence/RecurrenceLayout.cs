namespace Heed.Tensors.Ops.Recurrence;

/// <summary>
/// The order in which a recurrence visits the rows of packed sequences: time after time, and within a time one row of each sequence that still
/// lasts, longest sequences first. So the live ones of every time step are the first of the step before.
/// </summary>
/// <param name="Sequences">The sequences by falling length: B numbers.</param>
/// <param name="Starts">Where in <paramref name="Rows"/> each time step begins, and the end: T + 1 numbers.</param>
/// <param name="Rows">The rows in the order they are visited, N numbers; padded rows are not among them.</param>
public readonly record struct RecurrenceLayout(Integers Sequences, Integers Starts, Integers Rows)
{
    /// <summary>
    /// The order for sequences whose rows begin at <paramref name="offsets"/> (at least B numbers) and of which the first
    /// <c>lengths[b]</c> (B) are real. Backwards, each sequence is read from its last real row to its first.
    /// </summary>
    public static RecurrenceLayout Build(Workspace workspace, ReadOnlySpan<int> offsets, ReadOnlySpan<int> lengths, bool backwards)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        (int longest, int total) = (0, 0);
        foreach (int length in lengths)
        {
            longest = Math.Max(longest, length);
            total += length;
        }

        Integers sequences = workspace.AllocateIntegers(lengths.Length);
        Integers starts = workspace.AllocateIntegers(longest + 1);
        Integers rows = workspace.AllocateIntegers(total);
        SortByLength(lengths, sequences.Values, starts.Values);
        starts.Values[0] = 0;
        for (int time = 0; time < longest; time++)
        {
            int next = starts.Values[time];
            for (int rank = 0; rank < lengths.Length && lengths[sequences.Values[rank]] > time; rank++)
            {
                int sequence = sequences.Values[rank];
                rows.Values[next++] = offsets[sequence] + (backwards ? lengths[sequence] - 1 - time : time);
            }

            starts.Values[time + 1] = next;
        }

        return new RecurrenceLayout(sequences, starts, rows);
    }

    /// <summary>One step of <paramref name="count"/> sequences, of which row b is b's: how decoding goes on from the states it kept.</summary>
    public static RecurrenceLayout Step(Workspace workspace, int count)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        Integers rows = workspace.AllocateIntegers(count);
        for (int row = 0; row < count; row++)
        {
            rows.Values[row] = row;
        }

        return new RecurrenceLayout(rows, workspace.From([0, count]), rows);
    }

    // A counting sort that keeps the order of equals; counts has a place for each length.
    private static void SortByLength(ReadOnlySpan<int> lengths, Span<int> sequences, Span<int> counts)
    {
        counts.Clear();
        foreach (int length in lengths)
        {
            counts[length]++;
        }

        int longer = 0;
        for (int length = counts.Length - 1; length >= 0; length--)
        {
            (counts[length], longer) = (longer, longer + counts[length]);
        }

        for (int sequence = 0; sequence < lengths.Length; sequence++)
        {
            sequences[counts[lengths[sequence]]++] = sequence;
        }
    }
}
