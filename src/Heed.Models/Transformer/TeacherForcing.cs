using Heed.Nn;
using Heed.Tensors;
using Heed.Text.Batching;

namespace Heed.Models.Transformer;

/// <summary>One batch of sentence pairs as the model reads it: ids, and which rows belong to which sentence.</summary>
public readonly ref struct TeacherForcing
{
    public required ReadOnlySpan<int> SourceIds { get; init; }

    public required Sequences Source { get; init; }

    /// <summary>The target shifted right: begins with the start token.</summary>
    public required ReadOnlySpan<int> TargetInputIds { get; init; }

    /// <summary>The target as it is to be predicted: ends with the end token. Negative ids do not count.</summary>
    public required ReadOnlySpan<int> TargetOutputIds { get; init; }

    public required Sequences Target { get; init; }

    /// <summary>The packed layout: sentences end to end, no padding.</summary>
    public static TeacherForcing Packed(Workspace workspace, PackedBatch batch) => new()
    {
        SourceIds = batch.SourceIds.Span,
        Source = Sequences.Packed(workspace, batch.SourceOffsets.Span),
        TargetInputIds = batch.TargetInputIds.Span,
        TargetOutputIds = batch.TargetOutputIds.Span,
        Target = Sequences.Packed(workspace, batch.TargetOffsets.Span),
    };
}
