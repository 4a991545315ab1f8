using Heed.Tensors;
using Heed.Tensors.Ops.Recurrence;

namespace Heed.Nn.Recurrent;

/// <summary>In which order recurrent layers visit the rows of sequences, in each direction.</summary>
public readonly record struct RecurrentRows(RecurrenceLayout Forwards, RecurrenceLayout Backwards)
{
    /// <summary>The orders over <paramref name="sequences"/>; padding is left out.</summary>
    public static RecurrentRows Of(Workspace workspace, in Sequences sequences) => new(
        RecurrenceLayout.Build(workspace, sequences.Offsets.Values, sequences.Lengths.Values, backwards: false),
        RecurrenceLayout.Build(workspace, sequences.Offsets.Values, sequences.Lengths.Values, backwards: true));

    /// <summary>One time step of <paramref name="count"/> sequences, forwards.</summary>
    public static RecurrentRows Step(Workspace workspace, int count)
    {
        RecurrenceLayout layout = RecurrenceLayout.Step(workspace, count);
        return new RecurrentRows(layout, layout);
    }
}
