using Heed.Tensors;

namespace Heed.Nn;

/// <summary>
/// Which rows of an (N, D) tensor belong to which sequence. Packed: sequences lie end to end and every row is real. Padded: every sequence
/// takes the same number of rows and the last ones may be padding. Position-wise layers need not know; attention and embedding do.
/// </summary>
public readonly struct Sequences
{
    private Sequences(Integers offsets, Integers lengths, Integers positions, Integers real, int longest) =>
        (Offsets, Lengths, Positions, Real, Longest) = (offsets, lengths, positions, real, longest);

    /// <summary>First row of each sequence, and the number of rows at the end: B + 1 numbers.</summary>
    public Integers Offsets { get; }

    /// <summary>Real rows of each sequence: B numbers.</summary>
    public Integers Lengths { get; }

    /// <summary>Each row's place in its sequence, from 0: N numbers.</summary>
    public Integers Positions { get; }

    /// <summary>0 for each row that is padding: N numbers; none where every row is real.</summary>
    public Integers Real { get; }

    /// <summary>The most rows that a sequence has.</summary>
    public int Longest { get; }

    /// <summary>B.</summary>
    public int Count => Lengths.Count;

    /// <summary>N.</summary>
    public int Rows => Positions.Count;

    /// <summary>Sequences end to end; <paramref name="offsets"/> holds B + 1 numbers.</summary>
    public static Sequences Packed(Workspace workspace, ReadOnlySpan<int> offsets)
    {
        Integers lengths = workspace.AllocateIntegers(offsets.Length - 1);
        for (int index = 0; index < lengths.Count; index++)
        {
            lengths.Values[index] = offsets[index + 1] - offsets[index];
        }

        return Build(workspace, workspace.From(offsets), lengths, default);
    }

    /// <summary>Sequences that each take <paramref name="paddedLength"/> rows, of which the first <c>lengths[b]</c> are real.</summary>
    public static Sequences Padded(Workspace workspace, ReadOnlySpan<int> lengths, int paddedLength)
    {
        Integers offsets = workspace.AllocateIntegers(lengths.Length + 1);
        for (int index = 0; index < offsets.Count; index++)
        {
            offsets.Values[index] = index * paddedLength;
        }

        Integers real = workspace.AllocateIntegers(offsets.Values[^1]);
        for (int row = 0; row < real.Count; row++)
        {
            real.Values[row] = row % paddedLength < lengths[row / paddedLength] ? 1 : 0;
        }

        return Build(workspace, offsets, workspace.From(lengths), real);
    }

    private static Sequences Build(Workspace workspace, Integers offsets, Integers lengths, Integers real)
    {
        Integers positions = workspace.AllocateIntegers(offsets.Values[^1]);
        int longest = 0;
        for (int sequence = 0; sequence < lengths.Count; sequence++)
        {
            int first = offsets.Values[sequence];
            longest = Math.Max(longest, offsets.Values[sequence + 1] - first);
            for (int row = first; row < offsets.Values[sequence + 1]; row++)
            {
                positions.Values[row] = row - first;
            }
        }

        return new Sequences(offsets, lengths, positions, real, longest);
    }
}
