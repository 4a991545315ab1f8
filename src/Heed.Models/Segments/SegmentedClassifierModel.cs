using System.Runtime.InteropServices;
using Heed.Models.Classification;
using Heed.Nn;
using Heed.Tensors;

namespace Heed.Models.Segments;

/// <summary>features = pool over the segments s of reader(s), each segment in the frame of the whole text (Pappagari et al., 2019).</summary>
public sealed class SegmentedClassifierModel : ClassifierModel
{
    private readonly ClassifierModel reader;
    private readonly List<int> ids = [];
    private readonly List<int> offsets = [];
    private readonly List<int> segments = [];

    /// <summary>Builds the model with undefined parameters.</summary>
    /// <exception cref="Text.UserException">The sizes do not fit each other.</exception>
    public SegmentedClassifierModel(SegmentedClassifierOptions options, bool forTraining)
        : this(options, Checked(options).Reader.Build(forTraining))
    {
    }

    private SegmentedClassifierModel(SegmentedClassifierOptions options, ClassifierModel reader)
        : base(reader.Parameters) => (Options, this.reader) = (options, reader);

    public override SegmentedClassifierOptions Options { get; }

    public override int Width => reader.Width;

    protected internal override Linear Output => reader.Output;

    public override Tensor Features(Workspace workspace, ReadOnlySpan<int> ids, in Sequences texts)
    {
        Cut(ids, texts);
        ReadOnlySpan<int> rows = CollectionsMarshal.AsSpan(this.ids);
        Sequences cut = Sequences.Packed(workspace, CollectionsMarshal.AsSpan(offsets));
        Sequences bySegment = Sequences.Packed(workspace, CollectionsMarshal.AsSpan(segments));
        return Options.Pooling.Apply(reader.Features(workspace, rows, cut), bySegment); // (S, F) → (B, F)
    }

    private static SegmentedClassifierOptions Checked(SegmentedClassifierOptions options)
    {
        options.Check();
        return options;
    }

    /// <summary>Lays the segments of all texts end to end; a text has at least one.</summary>
    private void Cut(ReadOnlySpan<int> whole, in Sequences texts)
    {
        ids.Clear();
        offsets.Clear();
        segments.Clear();
        offsets.Add(0);
        segments.Add(0);
        for (int text = 0; text < texts.Count; text++)
        {
            ReadOnlySpan<int> all = whole.Slice(texts.Offsets.Values[text], texts.Lengths.Values[text]);
            (int leading, int trailing) = all.Length > Options.Leading + Options.Trailing ? (Options.Leading, Options.Trailing) : (0, 0);
            ReadOnlySpan<int> inner = all[leading..^trailing];
            int room = Options.Segment - leading - trailing;
            for (int start = 0; start == 0 || start < inner.Length; start += room)
            {
                ids.AddRange(all[..leading]);
                ids.AddRange(inner.Slice(start, Math.Min(room, inner.Length - start)));
                ids.AddRange(all[^trailing..]);
                offsets.Add(ids.Count);
            }

            segments.Add(offsets.Count - 1);
        }
    }
}
