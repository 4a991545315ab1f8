using Heed.Nn;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Models.Classification;

/// <summary>How the hidden states of a text become one row.</summary>
public enum SequencePooling
{
    /// <summary>The state of the first token: BERT's [CLS].</summary>
    First,

    /// <summary>The largest of each column: whether something was seen anywhere.</summary>
    Max,

    /// <summary>The mean of each column.</summary>
    Mean,
}

/// <summary>What each pooling does with hidden states.</summary>
internal static class SequencePoolings
{
    /// <summary>(N, D) → (B, D), a row for each sequence.</summary>
    public static Tensor Apply(this SequencePooling pooling, Tensor hidden, in Sequences sequences) => pooling switch
    {
        SequencePooling.First => RowGatherOp.Apply(hidden, hidden.Workspace.From(sequences.Offsets.Values[..sequences.Count])),
        SequencePooling.Max => SequenceMaxOp.Apply(hidden, sequences.Offsets, sequences.Lengths),
        _ => SequenceMeanOp.Apply(hidden, sequences.Offsets, sequences.Lengths),
    };
}
